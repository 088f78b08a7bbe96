"""The return of the result to the citizen (trả kết quả)."""

from datetime import datetime

from casework.domain import endings
from casework.domain.case import Case
from casework.domain.endings import ReturnMethod
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff


class ReturnResult(Model):
    """`how` the result reaches the citizen."""

    code: DossierCode
    official: Staff
    request: str
    how: ReturnMethod


@retry_on_conflict
def return_result(cases: CaseworkRepository, command: ReturnResult, *, at: datetime) -> Case:
    """Raises NotFound, ActNotAllowed, FeeUnpaid."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("return_result.loaded")
    if cases.has_performed(case, "return_result", command.request):
        return case

    ending = endings.return_result(case, how=command.how, at=at)

    returned = cases.commit_act(ending, at=at, actor=command.official.sub, request=command.request)
    fault_injection.point("return_result.committed")
    return returned
