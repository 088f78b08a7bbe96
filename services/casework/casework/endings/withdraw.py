"""The withdrawal that an official lets (cho rút hồ sơ)."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import withdrawals
from casework.domain.case import Case
from casework.repository import CaseworkRepository


class WithdrawCase(ActCommand):
    """As its applicant asked."""


def withdraw_case(cases: CaseworkRepository, command: WithdrawCase, *, at: datetime) -> Case:
    """Raises WithdrawalNotRequested."""
    return perform(
        cases, "withdraw", command, lambda case: withdrawals.withdraw(case, at=at), at=at
    )
