"""Where a case is listed: for its agency and those above it, its desk, its official, its timers.

A listing is one item beside the case, in the index `by-at`. All that belong to a case follow from
the case alone, so that a commit writes the few that changed, and an agency that moves in the tree
moves no listing: they are under the codes that follow from the agency's code, and the tree decides
which of them an official reads (`AgencyTree.lists`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zlib import crc32

from casework.domain.case import Case
from casework.domain.escalation import next_milestone
from casework.domain.stages import stage_of
from kit.core.agency_code import codes_above
from kit.core.time import stamp

AWAITED: Final = "AWAITED"
"""The cases that wait for supplements, by when these are due."""
SHARDS: Final = 4
"""Partitions of the milestones: each passed milestone is read and written once, by one sweeper."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One place in the index: `by` is the partition, `at` the order in it.

    `name` is that of the item beside the case. `agency`: under whose key the row's name lies; None
    for a timer, which shows nothing.
    """

    name: str
    by: str
    at: str
    agency: str | None = None


def agency_list(agency: str, stage: str) -> str:
    """The partition of the cases of an agency and of those below it that are at a stage."""
    return f"{agency}#{stage}"


def desk_list(agency: str, desk: str) -> str:
    """The partition of the open cases that a desk of the agency has."""
    return f"{agency}#desk#{desk}"


def official_list(sub: str) -> str:
    """The partition of the open cases that were given to an official."""
    return f"official#{sub}"


def milestone_lists() -> list[str]:
    """The partitions of the milestones that clocks will pass."""
    return [f"MILESTONE#{shard}" for shard in range(SHARDS)]


def place(at: datetime, code: str) -> str:
    """Where a case stands in an order by time: no two have the same place."""
    return f"{stamp(at)}#{code}"


def places_until(at: datetime) -> str:
    """The last place of that moment."""
    return f"{stamp(at)}#~"


def listings_of(case: Case) -> Iterator[Listing]:
    """Every listing of the case as it is."""
    at = place(case.closed_at or case.next_due_at, case.id)
    for agency in codes_above(case.agency):
        yield Listing(agency, agency_list(agency, stage_of(case)), at, agency)
    if not case.closed_at:
        yield from _of_open_case(case, at)
        yield from _timers(case)


def _of_open_case(case: Case, at: str) -> Iterator[Listing]:
    if case.desk and case.desk_agency:
        yield Listing("desk", desk_list(case.desk_agency, case.desk), at, case.desk_agency)
    if case.official:
        yield Listing("official", official_list(case.official), at, case.agency)
    if case.withdrawal_requested_at:
        since = place(case.withdrawal_requested_at, case.id)
        for agency in codes_above(case.agency):
            yield Listing(f"withdrawal#{agency}", agency_list(agency, "withdrawal"), since, agency)
    yield from _for_consulted(case)


def _for_consulted(case: Case) -> Iterator[Listing]:
    """By whose answer is due first, of the agency and of those below it."""
    due: dict[str, datetime] = {}
    for each in filter(lambda each: each.is_open, case.consultations):
        for agency in codes_above(each.agency):
            due[agency] = min(each.due, due.get(agency, each.due))
    for agency, at in due.items():
        listing = agency_list(agency, "consulted")
        yield Listing(f"consulted#{agency}", listing, place(at, case.id), agency)


def _timers(case: Case) -> Iterator[Listing]:
    if case.supplement and case.state == "awaiting_supplement":
        yield Listing("awaited", AWAITED, place(case.supplement.due, case.id))
    milestone = next_milestone(case)
    if milestone:
        shard = crc32(case.id.encode()) % SHARDS
        yield Listing("milestone", f"MILESTONE#{shard}", place(milestone, case.id))
