"""Reception and hand-over: the limits of the desk itself, beside those of the case."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from contracts.procedure_terms import Limit
from law.calendar import ONE_DAY, VIETNAM, Calendar
from law.time_limit import due_date, receipt_time, reception_due_date, to_the_minute


@dataclass(frozen=True, slots=True)
class Reception:
    """Until when a dossier was to be accepted or rejected, and by how much that was too late."""

    due: datetime
    late_by: timedelta

    @property
    def is_late(self) -> bool:
        """Tiếp nhận trễ: it counts in the internal series by itself."""
        return self.late_by > timedelta(0)


def reception(calendar: Calendar, since: datetime, *, accepted: datetime) -> Reception:
    """The reception of what has waited since then; `late_by` is working time.

    The limit of the case runs from the acceptance, so that a late reception is not made up for.
    """
    due = reception_due_date(calendar, since).at
    return Reception(due, calendar.worked_between(due, to_the_minute(accepted)))


def hand_over_due(calendar: Calendar, received: datetime, *, cut_off: time) -> datetime:
    """Until when a dossier goes on to the solving office, or to another authority.

    Within the working day; received after the cut-off, at the opening of the next working day
    (rules `hand_over_to_the_solving_office`, `passing_on_to_another_authority`).
    """
    receipt = receipt_time(calendar, received)
    if receipt.at.time() <= cut_off:
        return calendar.closing(receipt.day)
    return calendar.opening(calendar.next_working_day(receipt.day))


def answer_until(calendar: Calendar, requested: datetime, limit: Limit) -> datetime:
    """From when silence after a request lets the agency stop the dossier: 24:00 of the last day.

    The applicant has the whole of it (Civil Code, Điều 148; rule `silence_after_a_request`).
    """
    return end_of_day(due_date(calendar, limit, requested).at)


def end_of_day(at: datetime) -> datetime:
    """24:00 of a day in Vietnam."""
    return datetime.combine(at.astimezone(VIETNAM).date() + ONE_DAY, time(), VIETNAM)
