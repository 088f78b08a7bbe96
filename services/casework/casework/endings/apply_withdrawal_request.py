"""The applicant's request to withdraw: it waits for an official, or comes too late."""

from datetime import datetime

from casework.domain import withdrawals
from casework.domain.audit_entry import APPLICANT, SYSTEM
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.intake import WithdrawalRequested
from kit.core.events import Envelope


def apply_withdrawal_request(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    """After the decision it is refused at once; a second one changes nothing."""
    if case.withdrawal_requested_at:
        cases.record(message, at)
        return
    if withdrawals.is_decided(case):
        cases.commit_act(
            withdrawals.refuse_after_decision(case), at=at, actor=SYSTEM, cause=message
        )
        return

    reason = cases.read(message, WithdrawalRequested).reason
    request = withdrawals.request_withdrawal(case, reason=reason, at=message.time)

    cases.commit_act(request, at=at, actor=APPLICANT, cause=message)
