"""Supplements that came from the National Portal: they count from now, their files come later."""

from datetime import datetime

from contracts.intake import DossierSupplemented
from contracts.national import SupplementReceived
from intake.domain.dossier import Dossier
from intake.domain.filed_dossier import with_supplement
from intake.domain.national_filing import awaited_papers
from intake.repository import IntakeRepository
from kit.core.events import Change, Envelope
from kit.persistence.repository import OutOfOrder, required
from kit.platform import log


def supplement_from_portal(intake: IntakeRepository, message: Envelope, *, at: datetime) -> None:
    """The dossier with what was sent there, on record as any supplement.

    A second answer to the same request joins the first one. What comes for a dossier that has ended
    is counted and changes nothing.

    Raises OutOfOrder until the dossier and the request are known here, Conflict, Duplicate.
    """
    dossier = intake.sealed_dossier(message.subject)
    if dossier is None:
        raise OutOfOrder(f"{Dossier.KIND}#{message.subject}", 0)
    received = intake.read(message, SupplementReceived)
    _require_request(dossier, received)
    if dossier.has_ended or dossier.erasure_ordered_at is not None:
        log.metric("NationalSupplementLate")
        intake.record(message, at)
        return

    changes = _changes(intake, dossier, received, key=message.id, at=at)

    intake.commit(changes, at=at, cause=message)


def _require_request(dossier: Dossier, received: SupplementReceived) -> None:
    """Casework's event may come after the portal's answer to it."""
    request = dossier.supplement_request
    if request is None or request.sequence < received.request_sequence:
        raise OutOfOrder(dossier.pk, dossier.version)


def _changes(
    intake: IntakeRepository,
    dossier: Dossier,
    received: SupplementReceived,
    *,
    key: str,
    at: datetime,
) -> list[Change]:
    draft = required(intake.draft(dossier.draft))
    procedure = intake.procedure(dossier.procedure.code, at)
    components = procedure.content.documents if procedure else ()
    awaited, attachments = awaited_papers(
        received.papers, components, code=dossier.id, vault=str(dossier.vault), at=at
    )
    ids = tuple(attachment.id for attachment in attachments)

    supplemented = with_supplement(dossier, received.request, key=key, at=at).evolve(
        awaited_papers=(*dossier.awaited_papers, *awaited)
    )
    event = DossierSupplemented(
        request=received.request, papers=(), answers=received.answers, awaited=ids
    )
    drafted = draft.evolve(attachments=(*draft.attachments, *ids))

    return [
        Change(supplemented, event),
        Change(drafted, None),
        *(Change(attachment, None) for attachment in attachments),
    ]
