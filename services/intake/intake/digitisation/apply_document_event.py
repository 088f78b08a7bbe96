"""The end of a digitisation: documents sealed the copy, or could not."""

from datetime import datetime

from contracts.documents import DocumentFailed, DocumentSealed
from intake.digitisation.steps import scan_of
from intake.domain import digitisation_steps as steps
from intake.domain.digitisation import Digitisation
from intake.domain.transitions import NotInThisState
from intake.repository import IntakeRepository
from intake.warehouse.apply_event import is_result
from kit.core.events import Change, Envelope
from kit.persistence.repository import OutOfOrder


def apply_document_event(intake: IntakeRepository, message: Envelope, *, at: datetime) -> None:
    """Of a copy, of a result; others are recorded. Raises Conflict, Duplicate, OutOfOrder."""
    if is_result(message):
        intake.note_result(message)
        return
    named = message.data.get("digitisation")
    digitisation = intake.digitisation(named) if named else None
    if digitisation is None:
        intake.record(message, at)
        return
    try:
        _apply(intake, digitisation, message, at)
    except NotInThisState:  # a failure of before: the copy was asked for again, or is stored
        intake.record(message, at)


def _apply(
    intake: IntakeRepository, digitisation: Digitisation, message: Envelope, at: datetime
) -> None:
    if message.type == DocumentFailed.TYPE:
        failed = steps.fail_seal(digitisation, message.read(DocumentFailed).why)
        intake.commit_digitisation(failed, cause=message, at=at)
        return
    sealed = message.read(DocumentSealed)
    scanned = scan_of(intake, digitisation)
    dossier = intake.dossier(digitisation.dossier or "")
    if scanned is None or dossier is None:
        raise OutOfOrder(digitisation.pk, digitisation.version)
    stored, event = steps.store(
        digitisation,
        scanned,
        document=message.subject,
        sha256=sealed.sha256,
        file=sealed.file,
        at=at,
    )
    filed = dossier.evolve(attachments=(*dossier.attachments, event.paper))
    intake.commit_digitisation(stored, Change(filed, None), event=event, cause=message, at=at)
