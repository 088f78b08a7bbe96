"""When a task of a desk is due: an assumption, which no text states."""

from datetime import datetime, timedelta
from typing import Final

from contracts.procedure_terms import Limit
from law.calendar import Calendar
from law.time_limit import due_date
from notifications.domain.desk_task import TaskClock

TASK_LIMIT: Final = Limit(value=1, unit="working_day", assumed=True)
"""The state of a dossier is notified at once (NĐ 224/2026/NĐ-CP Điều 15 khoản 1.g); a letter or a
visit takes a working day. After as long again an alarm rings."""


def task_clock(calendar: Calendar, at: datetime) -> TaskClock:
    """By the usual hours: a desk's own ones are casework's."""
    due = due_date(calendar, TASK_LIMIT, at).at
    return TaskClock(due=due, overdue=due_date(calendar, TASK_LIMIT, due + timedelta(minutes=1)).at)
