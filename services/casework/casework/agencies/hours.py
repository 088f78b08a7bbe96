"""The working hours of an agency on a day."""

from datetime import date

from casework.repository import CaseworkRepository
from law.working_hours import WorkingHours


def hours_in_force(cases: CaseworkRepository, agency: str, day: date) -> WorkingHours:
    """Its own, else those of the agency above it, else the usual ones."""
    hours = cases.calendar_of(agency).hours
    return [each for each in hours if each.valid_from <= day][-1]
