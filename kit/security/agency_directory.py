"""The agencies of the directory, and the tree that they make."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, Final, NamedTuple

from kit.core.agency_tree import AgencyTree
from kit.core.time import vietnam_day
from kit.persistence.items import (
    STATE,
    Absent,
    AtVersion,
    Check,
    Condition,
    ConditionFailed,
    Item,
    Put,
    Write,
)
from kit.persistence.query import Query
from kit.persistence.repository import Conflict
from kit.persistence.table import Table
from kit.security.agency import Agency
from kit.security.remembered import REMEMBERED_FOR, Remembered
from kit.security.staff_record import StaffRecord

AGENCIES: Final = "AGENCIES"
TREE: Final = "AGENCY-TREE"
"""The item of all places that codes do not say: who may see a dossier is decided by one read a
minute."""
AT_ONCE: Final = 90
"""Agencies in one transaction, which takes a hundred writes."""


class _StoredTree(NamedTuple):
    places: dict[str, Any]
    version: int
    read_at: datetime


class AgencyDirectory:
    """What the directory knows of agencies; answers are kept for a minute."""

    def __init__(self, table: Table, now: Callable[[], datetime]) -> None:
        self._table = table
        self._now = now
        self._agencies: Remembered[Agency] = Remembered(now)
        self._stored_tree: _StoredTree | None = None

    def agency(self, code: str) -> Agency | None:
        """An agency by its code, or None."""
        return self._agencies.get(code, lambda: self._read_agency(code))

    def agencies(self, after: str | None, limit: int) -> tuple[list[Agency], str | None]:
        """A page of agencies in the order of their codes, and where the rest begins."""
        page = self._table.query(
            Query(partition=AGENCIES, after=after, limit=limit, consistent=False)
        )
        return [Agency.model_validate_json(item.doc) for item in page.items], page.after

    def tree(self) -> AgencyTree:
        """The tree of today, as of a minute ago at worst."""
        now, stored = self._now(), self._stored_tree
        if stored is None or not timedelta() <= now - stored.read_at < REMEMBERED_FOR:
            stored = self._stored_tree = self._read_tree(consistent=False)
        return AgencyTree(stored.places, vietnam_day(now))

    def tree_now(self) -> AgencyTree:
        """The tree of this moment: who moves an agency may not go by that of a minute ago."""
        self._stored_tree = self._read_tree(consistent=True)
        return AgencyTree(self._stored_tree.places, vietnam_day(self._now()))

    def put_agency(self, agency: Agency, administrator: StaffRecord | None = None) -> None:
        """Write an agency with its place in the tree (casework only).

        Raises Conflict where the administrator's record moved on since it was read, or the tree
        while it was written.
        """
        also = [unchanged(administrator)] if administrator else []
        self._put([agency], also)

    def put_agencies(self, agencies: Iterable[Agency]) -> None:
        """Write many, by an operator's job; raises Conflict."""
        rest = iter(agencies)
        while some := list(islice(rest, AT_ONCE)):
            self._put(some, [])

    def _put(self, agencies: Sequence[Agency], also: Sequence[Write]) -> None:
        writes: list[Write] = [
            Put(Item(AGENCIES, each.code, each.model_dump_json(exclude_defaults=True)))
            for each in agencies
        ]
        stored = self._read_tree(consistent=True)
        places = {**stored.places, **{each.code: each.place for each in agencies}}
        places = {code: place for code, place in sorted(places.items()) if place}
        if places != stored.places:
            doc = json.dumps(places, separators=(",", ":"))
            when: Condition = AtVersion(stored.version) if stored.version else Absent()
            writes.append(Put(Item(TREE, STATE, doc, stored.version + 1), when))
        self._write([*writes, *also])
        self._stored_tree = None
        for each in agencies:
            self._agencies.forget(each.code)

    def _write(self, writes: Sequence[Write]) -> None:
        try:
            self._table.write(writes)
        except ConditionFailed:
            raise Conflict from None

    def _read_agency(self, code: str) -> Agency | None:
        item = self._table.get(AGENCIES, code)
        return Agency.model_validate_json(item.doc) if item else None

    def _read_tree(self, *, consistent: bool) -> _StoredTree:
        read_at = self._now()
        item = self._table.get(TREE, consistent=consistent)
        if item is None:
            return _StoredTree({}, 0, read_at)
        return _StoredTree(json.loads(item.doc), item.version, read_at)


def unchanged(official: StaffRecord) -> Check:
    """That nobody wrote an official's record since it was read."""
    return Check(f"STAFF#{official.sub}", STATE, AtVersion(official.version or 0))
