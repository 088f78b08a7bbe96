"""The calendars of agencies: the days off, with each one's own working hours."""

from collections.abc import Callable
from typing import Final

from kit.core.agency_tree import BY_CODES, AgencyTree
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


def by_codes() -> AgencyTree:
    """Every agency at the place of its code: of a world without a directory."""
    return BY_CODES


class AgencyCalendars(Repository):
    """What casework's repository knows of working time."""

    def __init__(
        self,
        table: Table,
        vault: Vault,
        holidays: Callable[[], Calendar] = vietnam,
        tree: Callable[[], AgencyTree] = by_codes,
    ) -> None:
        """`tree` answers the tree of agencies of this moment."""
        super().__init__(table, "casework", vault)
        self._holidays = holidays
        self._tree = tree

    def calendar_of(self, agency: str) -> Calendar:
        """The agency's calendar; until its own hours begin, the hours of those above it."""
        calendar = self._holidays()
        for each in reversed(self.lineage(agency)):
            item = self._table.get(HOURS, each)
            if item:
                calendar = calendar.with_hours(AgencyHours.model_validate_json(item.doc).hours)
        return calendar

    def own_hours(self, agency: str) -> tuple[WorkingHours, ...]:
        """Those that an administrator gave the agency itself; none: those of the agency above."""
        item = self._table.get(HOURS, agency)
        return AgencyHours.model_validate_json(item.doc).hours if item else ()

    def lineage(self, agency: str) -> list[str]:
        """The agency and those above it now, the nearest first."""
        return self._tree().lineage(agency)

    def replace_hours(self, agency: str, hours: tuple[WorkingHours, ...]) -> None:
        """Write an agency's own hours; with none it has those of the agencies above it again."""
        doc = AgencyHours(agency=agency, hours=hours).model_dump_json()
        self._table.write([Put(Item(HOURS, agency, doc)) if hours else Remove(HOURS, agency)])
