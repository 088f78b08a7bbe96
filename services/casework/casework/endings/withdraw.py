"""The withdrawal that an official lets (cho rút hồ sơ)."""

from datetime import datetime

from casework.domain import withdrawals
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff


class WithdrawCase(Model):
    """As its applicant asked."""

    code: DossierCode
    official: Staff
    request: str


@retry_on_conflict
def withdraw_case(cases: CaseworkRepository, command: WithdrawCase, *, at: datetime) -> Case:
    """Raises NotFound, ActNotAllowed, WithdrawalNotRequested."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("withdraw.loaded")
    if cases.has_performed(case, "withdraw", command.request):
        return case

    ending = withdrawals.withdraw(case, at=at)

    changed = cases.commit_act(ending, at=at, actor=command.official.sub, request=command.request)
    fault_injection.point("withdraw.committed")
    return changed
