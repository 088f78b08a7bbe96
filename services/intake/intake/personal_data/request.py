"""A person's request about their own data (yêu cầu của chủ thể dữ liệu)."""

from datetime import datetime

from intake.domain.person import person_vault
from intake.domain.retention import require_retention_over
from intake.domain.subject_request import SubjectRequest, SubjectRequestKind
from intake.domain.subject_request_clock import deadlines
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink
from law.calendar import Calendar


class RequestOfSubject(Model):
    """`id` is the id of the request, the same over repeats: a repeat changes nothing. `account` is
    the key of the account that asks; an erasure without a `dossier` is of the whole person.
    """

    id: str
    owner: PersonLink
    kind: SubjectRequestKind
    dossier: str | None = None
    statement: str | None = None
    account: str | None = None


@retry_on_conflict
def request_of_subject(
    intake: IntakeRepository, calendar: Calendar, command: RequestOfSubject, *, at: datetime
) -> SubjectRequest:
    """Raises NotFound, RetentionRunning."""
    try:
        return intake.readable_subject_request(command.id)
    except NotFound:
        pass
    if command.dossier is not None:
        _require_dossier(intake, command, command.dossier, at)

    vault = person_vault(command.owner.person)
    times = deadlines(calendar, command.kind, at)
    request = SubjectRequest(
        id=command.id,
        vault=vault,
        owner=command.owner.person,
        kind=command.kind,
        dossier=command.dossier,
        statement=command.statement,
        sent_at=at,
        answer_by=times.answer_by,
        due=times.due,
        people=command.owner.ids,
    )
    if request.erases_person:
        request = request.evolve(account=command.account)

    intake.create_data_key(vault)
    intake.commit_subject_request(request, at=at)
    return request


def _require_dossier(
    intake: IntakeRepository, command: RequestOfSubject, code: str, at: datetime
) -> None:
    """A named dossier is the person's own; one to be erased need no longer be stored."""
    dossier = intake.dossier_of(command.owner, code)
    if command.kind == "erase":
        require_retention_over(dossier, at)
