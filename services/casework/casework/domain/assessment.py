"""The assessment of a fee (xác định phí, lệ phí) that nobody could know at the filing."""

from collections.abc import Mapping
from datetime import datetime

from casework.domain.case import Case, Transition, transition
from casework.domain.fees import ENDED, FeeState
from contracts.casework import CaseFeeAssessed, CaseResumed
from contracts.terms import QuoteLine
from kit.core.errors import Conflicting
from kit.core.ids import least_ulid


class FeeUnassessed(Conflicting):
    """The procedure has a fee whose amount an official must find out."""

    code = "fee_unassessed"
    vi = "Phí, lệ phí của hồ sơ này chưa được xác định nên chưa thể phê duyệt."
    en = "The fee of this dossier has not been assessed, so it cannot be approved yet."


def require_assessed(case: Case) -> None:
    """Raises FeeUnassessed: a fee of unknown amount is never 0 by itself."""
    is_unknown = case.has_unassessed_fee or (case.pay != "none" and case.total == 0)
    if is_unknown and not case.is_assessed:
        raise FeeUnassessed


def assess(
    case: Case, lines: tuple[QuoteLine, ...], *, is_blocking: bool, at: datetime
) -> Transition:
    """Xác định phí; without lines nothing is owed. `is_blocking`: the work waits for the money."""
    total = sum(line.amount for line in lines)
    event = CaseFeeAssessed(lines=lines, total=total, pay="now" if is_blocking else "before_result")
    return transition(
        case,
        "assess_blocking_fee" if is_blocking else "assess_fee",
        event,
        is_assessed=True,
        assessed_fees=case.assessed_fees + (1 if total else 0),
        assessed_since=case.assessed_since or at,
    )


def owes_assessed(case: Case) -> bool:
    """Whether an assessed fee is unpaid; payments tells of it a little after the assessment."""
    if not case.assessed_fees:
        return False
    ended = sum(state in ENDED for fee, state in case.fees.items() if not _is_quoted(case, fee))
    return ended < case.assessed_fees


def quoted_fees(case: Case) -> Mapping[str, FeeState]:
    """The fees of the quote; what was assessed pays for none of them."""
    return {fee: state for fee, state in case.fees.items() if _is_quoted(case, fee)}


def _is_quoted(case: Case, fee: str) -> bool:
    """A fee's id is that of the event that made it due: of an assessed one it is later."""
    return case.assessed_since is None or fee < least_ulid(case.assessed_since)


def resume_paid(case: Case) -> Transition:
    """The money is there: the work goes on, and the time limit went on meanwhile."""
    due = case.due.at if case.due else case.next_due_at
    event = CaseResumed(why="fee_ended", new_due=due, due=case.due)
    return transition(case, "resume_paid", event)
