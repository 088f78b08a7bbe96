"""Rejection of a dossier at reception (từ chối tiếp nhận hồ sơ)."""

from datetime import datetime

from casework.domain import reception
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff


class RejectCase(Model):
    """`reason` reaches the citizen; it is sealed wherever it is stored."""

    code: DossierCode
    official: Staff
    request: str
    reason: str


@retry_on_conflict
def reject_case(cases: CaseworkRepository, command: RejectCase, *, at: datetime) -> Case:
    """Raises NotFound, ActNotAllowed."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("reject.loaded")
    if cases.has_performed(case, "reject", command.request):
        return case

    rejection = reception.reject(case, at=at, reason=command.reason)

    rejected = cases.commit_act(
        rejection, at=at, actor=command.official.sub, request=command.request
    )
    fault_injection.point("reject.committed")
    return rejected
