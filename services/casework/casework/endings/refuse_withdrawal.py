"""The refusal of a withdrawal (từ chối cho rút hồ sơ): the work goes on."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import withdrawals
from casework.domain.case import Case
from casework.repository import CaseworkRepository


class RefuseWithdrawal(ActCommand):
    """`reason` is for the applicant."""

    reason: str


def refuse_withdrawal(
    cases: CaseworkRepository, command: RefuseWithdrawal, *, at: datetime
) -> Case:
    """Raises WithdrawalNotRequested."""
    return perform(
        cases,
        "refuse_withdrawal",
        command,
        lambda case: withdrawals.refuse_withdrawal(case, reason=command.reason),
        at=at,
    )
