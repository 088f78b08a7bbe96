"""The events that casework publishes."""

from typing import Literal

from contracts.terms import (
    AgencyCode,
    Dong,
    Due,
    Ground,
    Moment,
    QuoteLine,
    SealedResult,
    SealWanted,
)
from kit.core.model import Event, Sealed


class CaseAwaitingPayment(Event):
    """The case waits for its fee before anybody looks at it."""

    TYPE = "case.awaiting_payment"


class CaseAwaitingReception(Event):
    """The intake clock runs: 8 working hours to accept or refuse."""

    TYPE = "case.awaiting_reception"

    since: Moment
    reception_due: Moment


class CaseAccepted(Event):
    """Tiếp nhận: the receipt is due and the clock runs."""

    TYPE = "case.accepted"

    at: Moment
    due: Due
    desk: str


class CaseRefused(Event):
    """Từ chối tiếp nhận."""

    TYPE = "case.refused"

    reason: Sealed[str]
    ground: Ground


class CaseAssigned(Event):
    """A step was given to a desk."""

    TYPE = "case.assigned"

    step: str
    desk: str
    step_due: Moment | None = None


class CaseHandedOver(Event):
    """A step went from one desk to the next."""

    TYPE = "case.handed_over"

    step: str
    desk: str
    step_due: Moment | None = None


class CaseConsulted(Event):
    """Another agency is asked."""

    TYPE = "case.consulted"

    agency: AgencyCode
    due: Moment


class CaseAnswered(Event):
    """The other agency answered."""

    TYPE = "case.answered"

    agency: AgencyCode
    due: Moment
    answer: Sealed[str]


class CasePapersRequested(Event):
    """Yêu cầu bổ sung: the clock stops."""

    TYPE = "case.papers_requested"

    request: str
    items: tuple[str, ...]
    reason: Sealed[str]


class CaseFeeAssessed(Event):
    """A fee that is known only now."""

    TYPE = "case.fee_assessed"

    lines: tuple[QuoteLine, ...]
    total: Dong
    pay: Literal["now", "before_result"]


class CaseResumed(Event):
    """The clock runs again."""

    TYPE = "case.resumed"

    why: str
    new_due: Moment


class CaseExtended(Event):
    """Văn bản xin lỗi và đề nghị gia hạn."""

    TYPE = "case.extended"

    reason: Sealed[str]
    old_due: Moment
    new_due: Moment


class CaseDueChanged(Event):
    """A published calendar moved the due moment."""

    TYPE = "case.due_changed"

    old: Moment
    new: Moment
    why: str


class CaseEscalated(Event):
    """The clock passed a mark."""

    TYPE = "case.escalated"

    level: Literal["50", "80", "due", "overdue"]


class CaseStopped(Event):
    """Dừng giải quyết."""

    TYPE = "case.stopped"

    reason: Sealed[str]
    ground: Ground


class CaseWithdrawn(Event):
    """Rút hồ sơ."""

    TYPE = "case.withdrawn"

    ground: Ground


class CaseWithdrawalRefused(Event):
    """The withdrawal was refused."""

    TYPE = "case.withdrawal_refused"

    reason: Sealed[str]


class CaseDecided(Event):
    """The decision is made; the results are to be sealed. `signer` is the official's subject."""

    TYPE = "case.decided"

    results: tuple[SealWanted, ...]
    signer: str
    signer_name: Sealed[str | None] = None


class CaseCompleted(Event):
    """Đã xử lý xong: every result is sealed."""

    TYPE = "case.completed"

    results: tuple[SealedResult, ...]


class CaseReturned(Event):
    """Đã trả kết quả."""

    TYPE = "case.returned"

    how: Literal["online", "counter", "post"]


EVENTS: tuple[type[Event], ...] = (
    CaseAwaitingPayment,
    CaseAwaitingReception,
    CaseAccepted,
    CaseRefused,
    CaseAssigned,
    CaseHandedOver,
    CaseConsulted,
    CaseAnswered,
    CasePapersRequested,
    CaseFeeAssessed,
    CaseResumed,
    CaseExtended,
    CaseDueChanged,
    CaseEscalated,
    CaseStopped,
    CaseWithdrawn,
    CaseWithdrawalRefused,
    CaseDecided,
    CaseCompleted,
    CaseReturned,
)
