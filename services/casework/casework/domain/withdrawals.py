"""Withdrawal (rút hồ sơ): the applicant asks for it, an official lets or refuses it."""

from datetime import datetime
from typing import Final

from casework.domain.case import Case, Transition, transition
from casework.domain.states import DECIDED, State
from casework.domain.transitions import next_state
from contracts.casework import CaseWithdrawalRefused, CaseWithdrawn
from contracts.terms import Ground
from kit.core.errors import Conflicting

DECIDED_REASON: Final = "Hồ sơ đã có quyết định giải quyết nên không rút được nữa."
"""The reason of a refusal where the request came after the decision."""
NOT_STARTED: Final[frozenset[State]] = frozenset(
    {"awaiting_payment", "awaiting_reception", "accepted"}
)
"""Nobody has begun to examine the dossier: refunds depend on it."""


class WithdrawalNotRequested(Conflicting):
    """The applicant has not asked to withdraw, or an official has replied already."""

    code = "withdrawal_not_requested"
    vi = "Người nộp không có đề nghị rút hồ sơ nào đang chờ trả lời."
    en = "No request to withdraw this dossier is waiting for a reply."


class WithdrawalRequestOpen(Conflicting):
    """The applicant asked to withdraw: that is replied to before the dossier is decided."""

    code = "withdrawal_request_open"
    vi = "Người nộp đang đề nghị rút hồ sơ. Vui lòng trả lời đề nghị này trước khi quyết định."
    en = "The applicant asked to withdraw the dossier. Please reply before you decide."


def request_withdrawal(case: Case, *, reason: str, at: datetime) -> Transition:
    """The applicant's request waits for an official."""
    return transition(case, "request_withdrawal", None, reason=reason, withdrawal_requested_at=at)


def refuse_after_decision(case: Case) -> Transition:
    """The request came when there was a decision already."""
    event = CaseWithdrawalRefused(reason=DECIDED_REASON)
    return transition(case, "refuse_withdrawal", event)


def is_decided(case: Case) -> bool:
    """Whether a request for withdrawal comes too late."""
    return case.state in DECIDED


def withdraw(case: Case, *, at: datetime) -> Transition:
    """Cho rút hồ sơ; raises WithdrawalNotRequested, ActNotAllowed comes first."""
    next_state("withdraw", case.state)
    require_request(case)
    ground: Ground = "not_started" if case.state in NOT_STARTED else "none"
    event = CaseWithdrawn(ground=ground)
    return transition(case, "withdraw", event, closed_at=at, withdrawal_requested_at=None)


def refuse_withdrawal(case: Case, *, reason: str) -> Transition:
    """Từ chối cho rút; raises WithdrawalNotRequested, ActNotAllowed comes first."""
    next_state("refuse_withdrawal", case.state)
    require_request(case)
    event = CaseWithdrawalRefused(reason=reason)
    return transition(case, "refuse_withdrawal", event, withdrawal_requested_at=None)


def require_no_request(case: Case) -> None:
    """Raises WithdrawalRequestOpen."""
    if case.withdrawal_requested_at:
        raise WithdrawalRequestOpen


def require_request(case: Case) -> None:
    """Raises WithdrawalNotRequested."""
    if case.withdrawal_requested_at is None:
        raise WithdrawalNotRequested
