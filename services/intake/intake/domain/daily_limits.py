"""How much one citizen may begin and file on one day: each filing costs the province messages."""

from datetime import datetime, time, timedelta
from typing import Final, Literal

from kit.core.errors import TooManyRequests
from kit.core.model import Model
from kit.core.time import VIETNAM

Counted = Literal["drafts", "filings", "exports", "codes", "signatures"]
COUNTED_FOR: Final = timedelta(days=2)


class TooManyDrafts(TooManyRequests):
    """The citizen has created as many drafts today as one may."""

    code = "too_many_drafts"
    vi = "Hôm nay ông/bà đã soạn đủ {most} hồ sơ, mức cao nhất trong một ngày."
    en = "You have begun {most} drafts today, the most for one day."


class TooManyFilings(TooManyRequests):
    """The citizen has filed as many dossiers today as one may."""

    code = "too_many_filings"
    vi = "Hôm nay ông/bà đã nộp đủ {most} hồ sơ, mức cao nhất trong một ngày."
    en = "You have filed {most} dossiers today, the most for one day."


class TooManyExports(TooManyRequests):
    """The citizen has requested as many exports of their data today as one may."""

    code = "too_many_exports"
    vi = "Hôm nay ông/bà đã yêu cầu đủ {most} bản sao dữ liệu, mức cao nhất trong một ngày."
    en = "You have requested {most} copies of your data today, the most for one day."


class TooManyCodes(TooManyRequests):
    """As many codes were sent for the citizen today as one may have."""

    code = "too_many_codes"
    vi = "Hôm nay ông/bà đã yêu cầu đủ {most} mã xác nhận, mức cao nhất trong một ngày."
    en = "You have requested {most} codes today, the most for one day."


class TooManySignatures(TooManyRequests):
    """The citizen has requested as many signatures today as one may."""

    code = "too_many_signatures"
    vi = "Hôm nay ông/bà đã yêu cầu ký số đủ {most} lần, mức cao nhất trong một ngày."
    en = "You have requested {most} signatures today, the most for one day."


REFUSALS: Final[dict[Counted, type[TooManyRequests]]] = {
    "drafts": TooManyDrafts,
    "filings": TooManyFilings,
    "exports": TooManyExports,
    "codes": TooManyCodes,
    "signatures": TooManySignatures,
}


class DailyLimits(Model):
    """The most of each for one citizen on one day in Vietnam."""

    drafts: int = 40
    filings: int = 20
    exports: int = 3
    codes: int = 10
    signatures: int = 20

    def require(self, counted: Counted, count: int, at: datetime) -> None:
        """Raises the refusal of what is counted past the limit, until midnight."""
        most: int = getattr(self, counted)
        if count > most:
            raise REFUSALS[counted](most=most, retry_after=seconds_left(at))


def seconds_left(at: datetime) -> int:
    """Until midnight in Vietnam."""
    local = at.astimezone(VIETNAM)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), VIETNAM)
    return max(1, round((midnight - local).total_seconds()))
