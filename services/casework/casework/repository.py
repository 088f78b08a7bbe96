"""What casework keeps: cases with their acts, procedures by version, the hours of agencies."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal

from casework.domain import audit_entry, procedure
from casework.domain.audit_entry import SYSTEM, Line
from casework.domain.case import Case, Moved
from contracts.intake import ProcedurePublished
from kit.core.errors import NotFound
from kit.core.events import Change, Envelope
from kit.core.model import Model
from kit.persistence.items import Item, Put, Remove
from kit.persistence.repository import Repository
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from kit.security.staff_directory import Directory
from law.calendar import Calendar, WorkingHours

HOURS = "HOURS"
Listed = Literal["open", "closed"]


class AgencyHours(Model):
    """The working hours of an agency and of those below it, by the day from which they hold."""

    agency: str
    hours: tuple[WorkingHours, ...]


class Store:
    """The aggregates of casework, the directory that it alone writes, and the calendar."""

    def __init__(
        self, table: Table, vault: Vault, directory: Directory, days: Callable[[], Calendar]
    ) -> None:
        self.aggregates = Repository(table, "casework", vault)
        self.directory = directory
        self._table = table
        self._days = days

    def case(self, code: str) -> Case | None:
        """The case of a dossier, or None."""
        return self.aggregates.load(Case, code)

    def acts_of(self, case: Case) -> list[Line]:
        """Every act on a case, oldest first, its reason opened."""
        cipher = self.aggregates.cipher(case.vault)
        found = self._table.all(case.pk, audit_entry.ACTS)
        return [Line.model_validate_json(item.doc, context={"cipher": cipher}) for item in found]

    def was_asked(self, case: Case, request: str) -> bool:
        """Whether this very request was already carried out."""
        found = self._table.all(case.pk, audit_entry.ACTS)
        return any(
            Line.model_validate_json(i.doc, context={"cipher": None}).request == request
            for i in found
        )

    def cases_of(
        self, agency: str, listed: Listed, *, after: str | None, limit: int
    ) -> tuple[list[Case], str | None]:
        """A page of an agency's open cases by what is due first, or of its closed ones by their end."""
        page = self._table.index("by", f"{agency}#{listed}", after=after, limit=limit)
        return [self.aggregates.parse(Case, item.doc) for item in page.items], page.after

    def procedure_in_force(self, code: str, at: datetime) -> ProcedurePublished | None:
        """The version of a procedure in force, or None if none was heard of."""
        page = self._table.query(
            procedure.partition(code), procedure.NEWEST, newest_first=True, limit=20
        )
        return procedure.in_force(
            [ProcedurePublished.model_validate_json(i.doc) for i in page.items], at
        )

    def keep_procedure(
        self, published: ProcedurePublished, *, cause: Envelope, at: datetime
    ) -> None:
        """Remember a version of a procedure."""
        self.aggregates.record(cause, at, [Put(procedure.stored(published))])

    def calendar(self, agency: str) -> Calendar:
        """The calendar as the agency keeps it; until its own hours begin, as those above it do."""
        special = {item.sk: item.doc for item in self._table.all(HOURS)}
        calendar, names = self._days(), agency.split(".")
        for depth in range(1, len(names) + 1):
            kept = special.get(".".join(names[:depth]))
            calendar = (
                calendar.with_hours(AgencyHours.model_validate_json(kept).hours)
                if kept
                else calendar
            )
        return calendar

    def put_hours(self, kept: AgencyHours) -> None:
        """Write the hours of an agency; with none it goes by those above it again."""
        put = Put(Item(HOURS, kept.agency, kept.model_dump_json()))
        self._table.write([put if kept.hours else Remove(HOURS, kept.agency)])

    def hours_of(self, agency: str) -> tuple[WorkingHours, ...]:
        """The agency's own hours; none where it keeps the usual ones or those above it."""
        found = self._table.get(HOURS, agency)
        return AgencyHours.model_validate_json(found.doc).hours if found else ()

    def commit(
        self,
        moved: Moved,
        *,
        at: datetime,
        by: str = SYSTEM,
        request: str | None = None,
        cause: Envelope | None = None,
    ) -> Case:
        """An act with its line and its event; raises Conflict, Duplicate."""
        case = moved.case
        line = audit_entry.line(moved, at=at, by=by, request=request)
        extra_writes = (audit_entry.stored(case.pk, line, self.aggregates.cipher(case.vault)),)
        self.aggregates.commit([Change(case, moved.event, extra_writes)], at=at, cause=cause)
        return case.evolve(version=case.version + 1)

    def keep(self, case: Case, *, cause: Envelope, at: datetime) -> None:
        """What was heard about a case without an act; raises Conflict, Duplicate."""
        self.aggregates.commit([Change(case, None)], at=at, cause=cause)


def found(case: Case | None) -> Case:
    """The case; raises NotFound."""
    if case is None:
        raise NotFound
    return case
