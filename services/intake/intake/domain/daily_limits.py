"""How much one citizen may begin and file on one day: each filing costs the province messages."""

from datetime import datetime, time, timedelta
from typing import Final, Literal

from kit.core.errors import TooManyRequests
from kit.core.model import Model
from kit.core.time import VIETNAM

Counted = Literal["drafts", "filings"]
COUNTED_FOR: Final = timedelta(days=2)


class TooManyDrafts(TooManyRequests):
    """The citizen has created as many drafts today as one may."""

    code = "too_many_drafts"
    vi = "Hôm nay ông/bà đã tạo đủ {most} bản nháp, mức cao nhất trong một ngày."
    en = "You have created {most} drafts today, the most for one day."


class TooManyFilings(TooManyRequests):
    """The citizen has filed as many dossiers today as one may."""

    code = "too_many_filings"
    vi = "Hôm nay ông/bà đã nộp đủ {most} hồ sơ, mức cao nhất trong một ngày."
    en = "You have filed {most} dossiers today, the most for one day."


class DailyLimits(Model):
    """The most of each for one citizen on one day in Vietnam."""

    drafts: int = 40
    filings: int = 20

    def require(self, counted: Counted, count: int, at: datetime) -> None:
        """Raises TooManyDrafts, TooManyFilings past the limit, until midnight."""
        most: int = getattr(self, counted)
        if count > most:
            refusal = TooManyDrafts if counted == "drafts" else TooManyFilings
            raise refusal(most=most, retry_after=seconds_left(at))


def seconds_left(at: datetime) -> int:
    """Until midnight in Vietnam."""
    local = at.astimezone(VIETNAM)
    midnight = datetime.combine(local.date() + timedelta(days=1), time(), VIETNAM)
    return max(1, round((midnight - local).total_seconds()))
