"""The decision about a person's request, by an official of the province."""

from datetime import datetime

from intake.domain.filed_dossier import order_erasure
from intake.domain.subject_request import Decision, SubjectRequest
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from kit.platform import fault_injection


class DecideSubjectRequest(Model):
    """`by` is the official's subject, `role` the one by which they decide."""

    request: str
    granted: bool
    by: str
    role: str
    reply: str | None = None


@retry_on_conflict
def decide_subject_request(
    intake: IntakeRepository, command: DecideSubjectRequest, *, at: datetime
) -> SubjectRequest:
    """An erasure is ordered with its decision; the same decision again changes nothing.

    Raises NotFound, NotInThisState, RetentionRunning.
    """
    request = intake.subject_request(command.request)
    decision = Decision(granted=command.granted, by=command.by, reply=command.reply)
    if request.decision == decision:
        return request
    decided = request.decide(decision, at=at)

    changes = [_erasure(intake, decided, command, at)] if decided.state == "granted" else []
    intake.commit_subject_request(decided, at=at, changes=changes)
    fault_injection.point("decide_subject_request.committed")
    return decided


def _erasure(
    intake: IntakeRepository, request: SubjectRequest, command: DecideSubjectRequest, at: datetime
) -> Change:
    dossier = required(intake.dossier(request.dossier or ""))
    ordered, event = order_erasure(
        dossier, request=request.id, by=command.by, role=command.role, at=at
    )
    return Change(ordered, event)
