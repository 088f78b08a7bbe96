"""Reading of worklists: of all the official's agencies and those below, unless one is named."""

from datetime import datetime, timedelta
from typing import Final

from pydantic import Field

from casework.domain.listed_case import ListedCase
from casework.domain.listing import agency_list, desk_list, official_list, places_until
from casework.repositories.listings import ListedPage, ListQuery
from casework.repository import CaseworkRepository
from casework.worklist.definitions import ListName, Worklist, worklists
from contracts.terms import AgencyCode
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.core.time import stamp
from kit.security.staff_directory import Staff
from law.time_limit import working_time_after

SOON: Final = timedelta(hours=8)
"""Of working time."""
WEEK: Final = timedelta(days=7)
MOST_COUNTED: Final = 50
"""How far a list is counted: a page. A count costs what it reads."""


class ReadList(Model):
    """`agency`, `procedure` and `desk` are filters; `personal`: names are opened."""

    official: Staff
    list: ListName
    personal: bool
    agency: AgencyCode | None = None
    procedure: str | None = None
    desk: str | None = None
    after: str | None = None
    limit: int = Field(default=50, ge=1)


def read_list(cases: CaseworkRepository, command: ReadList, *, at: datetime) -> ListedPage:
    """A page; with a filter it may hold fewer rows. Raises NotFound for a foreign agency."""
    query = _query(cases, command, worklists()[command.list], at)
    rows, rest = cases.listed(query, limit=command.limit, personal=command.personal)
    return [row for row in rows if _is_wanted(row, command)], rest


def _is_wanted(row: ListedCase, command: ReadList) -> bool:
    """Whether the filters let a row pass, and the official still works for its agency."""
    if command.list != "consulted":
        if not command.official.covers(row.agency):
            return False
        tree = command.official.tree
        if command.agency is not None and not tree.is_within(row.agency, (command.agency,)):
            return False
    return command.procedure in (None, row.procedure) and command.desk in (None, row.desk)


def count_lists(
    cases: CaseworkRepository, official: Staff, agency: AgencyCode | None, *, at: datetime
) -> dict[ListName, int]:
    """How many rows each list has, at most one more than `MOST_COUNTED`."""
    every = {
        name: ReadList(official=official, list=name, personal=False, agency=agency)
        for name in worklists()
    }
    if not official.tree.lists_exactly((agency,) if agency else official.agencies):
        return {name: _rows(cases, each, at=at) for name, each in every.items()}
    queries = [_query(cases, each, worklists()[name], at) for name, each in every.items()]
    counts = cases.count_listed(queries, most=MOST_COUNTED)
    return dict(zip(every, counts, strict=True))


def _rows(cases: CaseworkRepository, command: ReadList, *, at: datetime) -> int:
    """How many rows a list has without those of agencies that stand elsewhere now: of its first
    page and the row behind.
    """
    rows, _ = read_list(cases, command.evolve(limit=MOST_COUNTED + 1), at=at)
    return len(rows)


def _query(
    cases: CaseworkRepository, command: ReadList, worklist: Worklist, at: datetime
) -> ListQuery:
    agencies = _agencies(command.official, command.agency)
    since, upto = None, None
    if worklist.when == "due_soon":
        calendar = cases.calendar_of(agencies[0])
        since, upto = stamp(at), places_until(working_time_after(calendar, at, SOON).at)
    elif worklist.when == "overdue":
        upto = stamp(at)
    elif worklist.when == "last_week":
        since, upto = stamp(at - WEEK), places_until(at)
    return ListQuery(
        lists=tuple(_lists(command.official, agencies, worklist)),
        since=since,
        upto=upto,
        newest_first=worklist.newest_first,
        after=command.after,
    )


def _lists(official: Staff, agencies: list[str], worklist: Worklist) -> list[str]:
    if worklist.of == "official":
        return [official_list(official.sub)]
    if worklist.of == "desk":
        return [desk_list(each, desk) for each in official.agencies for desk in official.desks]
    return [agency_list(agency, stage) for agency in agencies for stage in worklist.stages]


def _agencies(official: Staff, agency: str | None) -> list[str]:
    """Under which codes the cases of all are listed; raises NotFound."""
    if agency is None:
        return official.tree.lists(official.agencies)
    if not official.covers(agency):
        raise NotFound
    return official.tree.lists((agency,))
