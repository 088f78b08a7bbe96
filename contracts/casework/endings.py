"""Events of the ending: by decision and result, by withdrawal, or by a stop."""

from typing import Literal

from contracts.terms import Ground, SealedResult, SealWanted
from kit.core.model import Event, Sealed


class CaseStopped(Event):
    """Dừng giải quyết; `by` is the official's subject, None where the applicant's time ran out."""

    TYPE = "case.stopped"

    reason: Sealed[str]
    ground: Ground
    by: str | None = None
    by_name: Sealed[str | None] = None


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
