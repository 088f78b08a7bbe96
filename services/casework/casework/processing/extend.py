"""The extension with apology (xin lỗi và gia hạn): a later due date, once."""

from datetime import datetime

from casework.domain import clock
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode, Moment
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff


class ExtendCase(Model):
    """`due` is the new due date, `reason` is for the applicant."""

    code: DossierCode
    official: Staff
    request: str
    due: Moment
    reason: str


@retry_on_conflict
def extend_case(cases: CaseworkRepository, command: ExtendCase, *, at: datetime) -> Case:
    """Raises NotFound, ActNotAllowed, and the refusals of `law.clock.extension`."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("extend.loaded")
    if cases.has_performed(case, "extend", command.request):
        return case

    extension = clock.extend(
        case,
        cases.calendar_of(case.agency),
        cases.clock_of(case),
        due=command.due,
        reason=command.reason,
        at=at,
    )

    changed = cases.commit_act(
        extension, at=at, actor=command.official.sub, request=command.request
    )
    fault_injection.point("extend.committed")
    return changed
