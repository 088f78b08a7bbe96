"""The parts of an export, as the services deliver them."""

from datetime import datetime

from contracts.exports import PARTS
from intake.repository import IntakeRepository
from kit.core.events import Envelope


def collect_part(intake: IntakeRepository, message: Envelope, *, at: datetime) -> None:
    """Stored as it came, sealed; raises Duplicate."""
    intake.save_part(message, message.read(PARTS[message.source]), at=at)
