"""Until when a letter is to be worked on, and when somebody is reminded: working days by the law's
calendar.
"""

from datetime import date, datetime, timedelta
from typing import Final

from kit.core.time import VIETNAM
from law.holidays import vietnam
from law.time_limit import working_days_after
from letters.domain.delivery import Delivery

DAYS_TO_ACCEPT: Final = 1
"""An incoming letter is entered on the working day on which it arrives, at the latest on the next
one (NĐ 30/2020/NĐ-CP, Điều 21 and 22)."""
REMIND_AGAIN: Final = 1
"""Working days after which somebody is reminded again."""
BEFORE_DUE: Final = timedelta(hours=24)


def end_of(day: str) -> datetime:
    """Closing time of a day, or of the next working day where it is off."""
    before = date.fromisoformat(day) - timedelta(days=1)
    return working_days_after(vietnam(), before, 1).at


def in_working_days(days: int, at: datetime) -> datetime:
    """Closing time of the so-many-th working day after a moment's day."""
    return working_days_after(vietnam(), at.astimezone(VIETNAM).date(), days).at


def first_reminder(delivery: Delivery) -> datetime | None:
    """When somebody is reminded first of a letter as it stands; None where nothing is to be done.

    One that nobody accepted: at the end of the next working day. Later: a day before it is due, or
    when it is due where that has passed.
    """
    if not delivery.is_open or delivery.axis is not None:
        return None
    if delivery.state == "arrived":
        return in_working_days(DAYS_TO_ACCEPT, delivery.arrived_at)
    if delivery.due is None:
        return None
    last = delivery.steps[-1].at if delivery.steps else delivery.arrived_at
    soon = delivery.due - BEFORE_DUE
    return soon if soon > last else delivery.due


def next_reminder(at: datetime) -> datetime:
    """When somebody is reminded again."""
    return in_working_days(REMIND_AGAIN, at)
