"""Checks of files that were fetched from the National Portal: the papers of their dossiers."""

from datetime import datetime

from contracts.intake import PaperRejected
from intake.domain.national_papers import receive_paper, reject_paper
from intake.repository import IntakeRepository
from kit.core.events import Change, Envelope


def apply_paper_event(intake: IntakeRepository, message: Envelope, *, at: datetime) -> None:
    """Other papers name no dossier: their check is recorded alone. Raises Conflict, Duplicate."""
    change = _change(intake, message) if message.dossier else None
    if change is None:
        intake.record(message, at)
        return

    intake.commit([change], at=at, cause=message)


def _change(intake: IntakeRepository, message: Envelope) -> Change | None:
    dossier = intake.sealed_dossier(message.dossier or "")
    attachment = intake.sealed_attachment(message.subject)
    if dossier is None or attachment is None:
        return None
    if attachment.state == "rejected":
        why = message.read(PaperRejected).why
        return Change(reject_paper(dossier, attachment.id, why), None)
    received = receive_paper(dossier, attachment)
    return Change(*received) if received else None
