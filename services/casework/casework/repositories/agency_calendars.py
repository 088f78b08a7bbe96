"""The calendars of agencies: the days off, with each one's own working hours."""

from collections.abc import Callable
from typing import Final

from kit.core.items import Item, Put, Remove
from kit.core.model import Model
from kit.persistence.repository import Repository
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from law.calendar import Calendar
from law.holidays import vietnam
from law.working_hours import WorkingHours

HOURS: Final = "HOURS"


class AgencyHours(Model):
    """The working hours of an agency and of those below it, by the day from which they hold."""

    agency: str
    hours: tuple[WorkingHours, ...]


class AgencyCalendars(Repository):
    """What casework's repository knows of working time."""

    def __init__(
        self, table: Table, vault: Vault, holidays: Callable[[], Calendar] = vietnam
    ) -> None:
        super().__init__(table, "casework", vault)
        self._holidays = holidays

    def calendar_of(self, agency: str) -> Calendar:
        """The agency's calendar; until its own hours begin, the hours of those above it."""
        calendar, names = self._holidays(), agency.split(".")
        for depth in range(1, len(names) + 1):
            item = self._table.get(HOURS, ".".join(names[:depth]))
            if item:
                calendar = calendar.with_hours(AgencyHours.model_validate_json(item.doc).hours)
        return calendar

    def replace_hours(self, agency: str, hours: tuple[WorkingHours, ...]) -> None:
        """Write an agency's own hours; with none it has those of the agencies above it again."""
        doc = AgencyHours(agency=agency, hours=hours).model_dump_json()
        self._table.write([Put(Item(HOURS, agency, doc)) if hours else Remove(HOURS, agency)])
