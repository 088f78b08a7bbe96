"""The refusal of a withdrawal (từ chối cho rút hồ sơ): the work goes on."""

from datetime import datetime

from casework.domain import withdrawals
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff


class RefuseWithdrawal(Model):
    """`reason` is for the applicant."""

    code: DossierCode
    official: Staff
    request: str
    reason: str


@retry_on_conflict
def refuse_withdrawal(
    cases: CaseworkRepository, command: RefuseWithdrawal, *, at: datetime
) -> Case:
    """Raises NotFound, ActNotAllowed, WithdrawalNotRequested."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("refuse_withdrawal.loaded")
    if cases.has_performed(case, "refuse_withdrawal", command.request):
        return case

    refusal = withdrawals.refuse_withdrawal(case, reason=command.reason)

    changed = cases.commit_act(refusal, at=at, actor=command.official.sub, request=command.request)
    fault_injection.point("refuse_withdrawal.committed")
    return changed
