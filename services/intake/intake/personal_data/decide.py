"""The decision about a person's request, by an official of the province."""

from collections.abc import Callable
from datetime import datetime

from contracts.intake import PersonErasureOrdered
from intake.domain.filed_dossier import order_erasure
from intake.domain.subject_request import Decision, SubjectRequest
from intake.mandates.revoke import RevokeMandate, revoke
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from kit.platform import fault_injection
from kit.security.mandates import MandateRecords
from kit.security.people import PersonLink


class DecideSubjectRequest(Model):
    """`by` is the official's subject, `role` the one by which they decide."""

    request: str
    granted: bool
    by: str
    role: str
    reply: str | None = None


@retry_on_conflict
def decide_subject_request(
    intake: IntakeRepository,
    mandates: Callable[[], MandateRecords],
    command: DecideSubjectRequest,
    *,
    at: datetime,
) -> SubjectRequest:
    """An erasure is ordered with its decision; the same decision again changes nothing.

    Raises NotFound, NotInThisState, RetentionRunning.
    """
    request = intake.readable_subject_request(command.request)
    decision = Decision(granted=command.granted, by=command.by, reply=command.reply)
    if request.decision == decision:
        return request
    decided = request.decide(decision, at=at)

    if decided.state == "granted" and decided.erases_person:
        _end_mandates(intake, mandates(), decided, at)
        event = PersonErasureOrdered(
            request=decided.id, people=decided.ids, by=command.by, role=command.role
        )
        intake.commit_subject_request(decided, at=at, event=event)
    else:
        changes = [_erasure(intake, decided, command, at)] if decided.state == "granted" else []
        intake.commit_subject_request(decided, at=at, changes=changes)
    fault_injection.point("decide_subject_request.committed")
    return decided


def _end_mandates(
    intake: IntakeRepository, records: MandateRecords, request: SubjectRequest, at: datetime
) -> None:
    """Nobody acts for the person any more, nor they for anybody; again, it changes nothing."""
    person = PersonLink(person=request.ids[0], also=request.ids[1:])
    for mandate in (*intake.mandates_of(person.ids), *intake.mandates_received(person.ids)):
        revoke(intake, records, RevokeMandate(mandate=mandate.id, person=person), at=at)


def _erasure(
    intake: IntakeRepository, request: SubjectRequest, command: DecideSubjectRequest, at: datetime
) -> Change:
    dossier = required(intake.dossier(request.dossier or ""))
    ordered, event = order_erasure(
        dossier, request=request.id, by=command.by, role=command.role, at=at
    )
    return Change(ordered, event)
