"""A registry answered about a draft: its papers are replaced by data, or demanded on a ground."""

from datetime import datetime

from contracts.registries import RegistryResponded
from intake.repository import IntakeRepository
from kit.core.events import Change, Envelope


def apply_registry_answer(intake: IntakeRepository, message: Envelope, *, at: datetime) -> None:
    """An answer that comes twice, or after the filing, changes nothing; raises ContractBroken,
    Conflict.
    """
    draft = intake.sealed_draft(message.vault) if message.vault else None
    if draft is None:
        return
    updated = draft.answer_data(message.read(RegistryResponded))
    if updated is not draft:
        intake.commit([Change(updated, None)], at=at)
