"""A person's request about their own data (yêu cầu của chủ thể dữ liệu)."""

from datetime import datetime

from intake.domain.person import person_vault
from intake.domain.retention import require_retention_over
from intake.domain.subject_request import SubjectRequest, SubjectRequestKind
from intake.domain.subject_request_clock import deadlines
from intake.repository import IntakeRepository
from kit.core.errors import Invalid, NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink
from law.calendar import Calendar


class DossierMissing(Invalid):
    """An erasure is of one dossier, and none is named."""

    code = "dossier_missing"
    vi = "Xin cho biết mã hồ sơ cần xóa dữ liệu."
    en = "Please name the dossier whose data are to be erased."


class RequestOfSubject(Model):
    """`id` is the id of the request, the same over repeats: a repeat changes nothing."""

    id: str
    owner: PersonLink
    kind: SubjectRequestKind
    dossier: str | None = None
    statement: str | None = None


@retry_on_conflict
def request_of_subject(
    intake: IntakeRepository, calendar: Calendar, command: RequestOfSubject, *, at: datetime
) -> SubjectRequest:
    """Raises NotFound, DossierMissing, RetentionRunning."""
    try:
        return intake.subject_request(command.id)
    except NotFound:
        pass
    _require_dossier(intake, command, at)

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
    )

    intake.create_data_key(vault)
    intake.commit_subject_request(request, at=at)
    return request


def _require_dossier(intake: IntakeRepository, command: RequestOfSubject, at: datetime) -> None:
    """A named dossier is the person's own; one to be erased need no longer be stored."""
    if command.dossier is None:
        if command.kind == "erase":
            raise DossierMissing(field="dossier")
        return
    dossier = intake.dossier_of(command.owner, command.dossier)
    if command.kind == "erase":
        require_retention_over(dossier, at)
