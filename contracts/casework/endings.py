"""Events of the ending: by decision and result, by withdrawal, or by a stop."""

from typing import Literal

from pydantic import Field

from contracts.result_content import ResultContent
from contracts.terms import AgencyCode, Capacity, Ground, SealedResult, SealWanted
from kit.core.model import Event, Sealed


class CaseStopped(Event):
    """Dừng giải quyết; `by` is the official's subject, None where the applicant's time ran out."""

    TYPE = "case.stopped"

    reason: Sealed[str]
    ground: Ground
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CaseWithdrawn(Event):
    """Rút hồ sơ; `by` is the subject of the official who let it."""

    TYPE = "case.withdrawn"

    ground: Ground
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CaseWithdrawalRefused(Event):
    """The withdrawal was refused."""

    TYPE = "case.withdrawal_refused"

    reason: Sealed[str]
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CaseDecided(Event):
    """The decision is made; the results are to be sealed. `signer` is the official's subject.

    `contents` are what the results say, by the ids under which they are asked for; `capacity` is
    that of a deputy who decided for another official.
    """

    TYPE = "case.decided"

    results: tuple[SealWanted, ...]
    signer: str
    signer_name: Sealed[str | None] = None
    contents: Sealed[dict[str, ResultContent]] = Field(default_factory=dict)
    capacity: Capacity | None = None
    role: str | None = None


class CaseCompleted(Event):
    """Đã xử lý xong: every result is sealed."""

    TYPE = "case.completed"

    results: tuple[SealedResult, ...]


class CaseResultCorrected(Event):
    """Đính chính kết quả: documents seals `result` anew, in the place of the sealed `document`.

    `signer` is the official's subject, `content` is what the corrected result says.
    """

    TYPE = "case.result_corrected"

    result: SealWanted
    document: str
    reason: Sealed[str]
    signer: str
    signer_name: Sealed[str | None] = None
    content: Sealed[ResultContent]
    capacity: Capacity | None = None
    role: str | None = None


class CaseResultRecalled(Event):
    """Thu hồi kết quả: none of `results` holds any more, and the case is in work again."""

    TYPE = "case.result_recalled"

    results: tuple[SealedResult, ...]
    reason: Sealed[str]
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CaseReturned(Event):
    """Đã trả kết quả; `agency` is the one that handled it, None in events that do not say so."""

    TYPE = "case.returned"

    how: Literal["online", "counter", "post"]
    agency: AgencyCode | None = None
    by: str | None = None
    by_name: Sealed[str | None] = None
    role: str | None = None
