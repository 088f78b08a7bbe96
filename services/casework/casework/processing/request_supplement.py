"""The request for supplements (yêu cầu bổ sung hồ sơ): the case waits for its applicant."""

from datetime import datetime

from casework.domain import supplements
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff


class RequestSupplement(Model):
    """`items` are what is missing, a line each; `reason` is for the applicant."""

    code: DossierCode
    official: Staff
    request: str
    items: tuple[str, ...]
    reason: str


@retry_on_conflict
def request_supplement(
    cases: CaseworkRepository, command: RequestSupplement, *, at: datetime
) -> Case:
    """Raises NotFound, ActNotAllowed, SupplementRequestedBefore."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("request_supplement.loaded")
    if cases.has_performed(case, "request_supplement", command.request):
        return case

    request = supplements.supplement_request(
        cases.calendar_of(case.agency),
        cases.procedure_in_force(case.procedure.code, at),
        id=command.request,
        items=command.items,
        at=at,
    )
    wait = supplements.request_supplement(case, request, reason=command.reason)

    changed = cases.commit_act(wait, at=at, actor=command.official.sub, request=command.request)
    fault_injection.point("request_supplement.committed")
    return changed
