"""The end of a case: the result is returned (trả kết quả), or the case is stopped (dừng)."""

from datetime import datetime, timedelta
from typing import Final, Literal

from casework.domain.assessment import owes_assessed, quoted_fees
from casework.domain.case import Case, Transition, transition
from casework.domain.fees import is_covered
from casework.domain.transitions import next_state
from contracts.casework import CaseReturned, CaseStopped
from kit.core.errors import Conflicting
from kit.core.time import VIETNAM

ReturnMethod = Literal["online", "counter", "post"]
StopGround = Literal["stopped_by_agency", "none"]
"""Refunds depend on it: `stopped_by_agency` where the cause lies with the agency."""
UNSUPPLEMENTED_REASON: Final = "Hết ngày {day}, cơ quan chưa nhận được giấy tờ bổ sung đã yêu cầu."
DELIVERY_TIME: Final = timedelta(hours=6)
"""How long supplements of the last minute may take until the case has them."""


class FeeUnpaid(Conflicting):
    """The result is not returned before the fee is paid."""

    code = "fee_unpaid"
    vi = "Hồ sơ còn khoản phí, lệ phí chưa nộp nên chưa trả được kết quả."
    en = "A fee of this dossier is still unpaid, so the result cannot be returned."


def owes_fee(case: Case) -> bool:
    """Whether a fee that is due before the result is still unpaid."""
    return case.pay == "before_result" and case.total > 0 and not is_covered(quoted_fees(case))


def require_fee_paid(case: Case) -> None:
    """Raises FeeUnpaid."""
    if owes_fee(case) or owes_assessed(case):
        raise FeeUnpaid


def return_result(case: Case, *, how: ReturnMethod, at: datetime) -> Transition:
    """Raises FeeUnpaid; ActNotAllowed comes first."""
    next_state("return_result", case.state)
    require_fee_paid(case)
    first = case.first_returned_at or at
    event = CaseReturned(how=how, agency=case.agency)
    return transition(case, "return_result", event, closed_at=at, first_returned_at=first)


def stop(case: Case, *, reason: str, ground: StopGround, at: datetime) -> Transition:
    """Dừng giải quyết."""
    event = CaseStopped(reason=reason, ground=ground)
    return transition(case, "stop", event, closed_at=at)


def is_unsupplemented(case: Case, at: datetime) -> bool:
    """Whether the time for supplements is over and none came."""
    request = case.supplement
    if request is None or case.state != "awaiting_supplement":
        return False
    return request.due + DELIVERY_TIME <= at


def stop_unsupplemented(case: Case, *, due: datetime, at: datetime) -> Transition:
    """Dừng giải quyết: nothing came until `due`, which is 24:00 of the last day."""
    last_day = (due - timedelta(minutes=1)).astimezone(VIETNAM)
    event = CaseStopped(
        reason=UNSUPPLEMENTED_REASON.format(day=f"{last_day:%d/%m/%Y}"), ground="none"
    )
    return transition(case, "stop_unsupplemented", event, closed_at=at)
