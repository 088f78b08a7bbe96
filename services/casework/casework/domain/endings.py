"""The end of a case: the result is returned (trả kết quả)."""

from datetime import datetime
from typing import Literal

from casework.domain.case import Case, Transition, transition
from casework.domain.fees import is_covered
from casework.domain.transitions import next_state
from contracts.casework import CaseReturned
from kit.core.errors import Conflicting

ReturnMethod = Literal["online", "counter", "post"]


class FeeUnpaid(Conflicting):
    """The result is not returned before the fee is paid."""

    code = "fee_unpaid"
    vi = "Hồ sơ còn khoản phí, lệ phí chưa nộp nên chưa thể trả kết quả."
    en = "A fee of this dossier is still unpaid, so the result cannot be returned."


def owes_fee(case: Case) -> bool:
    """Whether a fee that is due before the result is still unpaid."""
    return case.pay == "before_result" and case.total > 0 and not is_covered(case.fees)


def return_result(case: Case, *, how: ReturnMethod, at: datetime) -> Transition:
    """Raises FeeUnpaid; ActNotAllowed comes first."""
    next_state("return_result", case.state)
    if owes_fee(case):
        raise FeeUnpaid
    return transition(case, "return_result", CaseReturned(how=how), closed_at=at)
