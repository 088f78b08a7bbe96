"""The directory: staff by `sub` with their roles, and agencies; casework alone writes it, everybody
may read it.

Answers are kept for at most 60 seconds, so a revoked right ends within a minute.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from kit.core.model import Model
from kit.persistence.items import Item, Put, Remove
from kit.persistence.query import Query
from kit.persistence.table import Table

REMEMBERED_FOR = timedelta(seconds=60)
M = TypeVar("M", bound=Model)


class Staff(Model):
    """An official: roles, the agencies (codes) whose subtrees they work for, and their desks."""

    sub: str
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    desks: tuple[str, ...] = ()
    name: str = ""

    def covers(self, agency: str) -> bool:
        """Whether `agency` is one of theirs or lies below one: H49 covers H49.61."""
        return any(agency == own or agency.startswith(own + ".") for own in self.agencies)

    @property
    def of_province(self) -> bool:
        """Whether they work for the whole province: one of their agencies has none above it (a code
        without a dot).
        """
        return any("." not in own for own in self.agencies)


class Agency(Model):
    """Cơ quan: its code, names, parent and the address that notices to officials go to."""

    code: str
    name: str
    name_en: str | None = None
    parent: str | None = None
    address: str | None = None
    mail: str | None = None
    valid_from: str
    valid_until: str | None = None
    synthetic: bool = False


class Directory:
    """Reads and (in casework) writes the directory."""

    def __init__(self, table: Table, now: Callable[[], datetime]) -> None:
        self._table = table
        self._staff: _Remembered[Staff] = _Remembered(now)
        self._agencies: _Remembered[Agency] = _Remembered(now)

    def staff(self, sub: str) -> Staff | None:
        """The official behind a subject, or None."""
        return self._staff.get(sub, lambda: self._read(Staff, f"STAFF#{sub}", "STATE"))

    def staff_now(self, sub: str) -> Staff | None:
        """The official as they stand this moment: who changes rights may not go by those of a
        minute ago.
        """
        return self._read(Staff, f"STAFF#{sub}", "STATE")

    def agency(self, code: str) -> Agency | None:
        """An agency by its code, or None."""
        return self._agencies.get(code, lambda: self._read(Agency, "AGENCIES", code))

    def agencies(self, after: str | None, limit: int) -> tuple[list[Agency], str | None]:
        """A page of agencies in the order of their codes, and where the rest begins."""
        page = self._table.query(
            Query(partition="AGENCIES", after=after, limit=limit, consistent=False)
        )
        return [Agency.model_validate_json(item.doc) for item in page.items], page.after

    def put_staff(self, staff: Staff) -> None:
        """Write an official (casework only)."""
        self._table.write([Put(Item(f"STAFF#{staff.sub}", "STATE", staff.model_dump_json()))])
        self._staff.forget(staff.sub)

    def remove_staff(self, sub: str) -> None:
        """Take every right from an official (casework only)."""
        self._table.write([Remove(f"STAFF#{sub}", "STATE")])
        self._staff.forget(sub)

    def put_agency(self, agency: Agency) -> None:
        """Write an agency (casework only)."""
        self._table.write([Put(Item("AGENCIES", agency.code, agency.model_dump_json()))])
        self._agencies.forget(agency.code)

    def _read(self, kind: type[M], pk: str, sk: str) -> M | None:
        entry = self._table.get(pk, sk)
        return kind.model_validate_json(entry.doc) if entry else None


class _Remembered(Generic[M]):
    """Answers kept for a minute; an answer of nothing is not kept."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._entries: dict[str, tuple[datetime, M]] = {}

    def get(self, name: str, read: Callable[[], M | None]) -> M | None:
        remembered = self._entries.get(name)
        if remembered and self._now() - remembered[0] < REMEMBERED_FOR:
            return remembered[1]
        self.forget(name)
        since, entry = self._now(), read()
        if entry is not None:
            self._entries[name] = (since, entry)
        return entry

    def forget(self, name: str) -> None:
        self._entries.pop(name, None)
