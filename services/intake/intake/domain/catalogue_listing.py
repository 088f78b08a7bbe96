"""The list of procedures: one object that is made after publications, and how a process keeps it.

A search reads no procedure: the object is read once a publication, whatever it holds.
"""

import gzip
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from typing import Final

from pydantic import AwareDatetime

from intake.domain.procedure_summary import ProcedureSummary
from intake.domain.search_index import SearchIndex
from kit.core.model import Model
from kit.core.time import vietnam_day

LIFETIME: Final = timedelta(minutes=1)


class ListedProcedure(Model):
    """A procedure's version in force, and those that are planned, in the order of their days."""

    versions: tuple[ProcedureSummary, ...]

    def in_force(self, day: str) -> ProcedureSummary | None:
        """Of those that have begun, the last."""
        begun = [version for version in self.versions if version.valid_from <= day]
        return begun[-1] if begun else None


class Listing(Model):
    """Every procedure, in the order of the codes."""

    procedures: tuple[ListedProcedure, ...] = ()

    def packed(self) -> bytes:
        """As it is stored: the same list is the same bytes."""
        return gzip.compress(self.model_dump_json(exclude_defaults=True).encode(), mtime=0)

    @classmethod
    def unpacked(cls, content: bytes) -> "Listing":
        """What `packed` made."""
        return cls.model_validate_json(gzip.decompress(content))


class ListingHead(Model):
    """Which object is the list now: its digest, and the last publication that it has."""

    sha256: str
    publication: str
    exports: dict[str, str] | None = None
    """The digests of the exports by their form; None: a list of before there were any."""
    created_at: AwareDatetime
    revision: int = 0


def digest_of(content: bytes) -> str:
    """The name of a packed list."""
    return sha256(content).hexdigest()


@dataclass(frozen=True)
class InForce:
    """The procedures of one day (Vietnam), and the index that finds them."""

    procedures: tuple[ProcedureSummary, ...]

    @cached_property
    def index(self) -> SearchIndex:
        """Made by the first search."""
        return SearchIndex.of(self.procedures)


@dataclass(frozen=True, slots=True)
class _Stored:
    head: str | None
    listing: Listing
    day: str
    checked_at: datetime
    in_force: InForce


class CatalogueListing:
    """The procedures in force as a process keeps them.

    For a minute nothing is read; then one small item says which object is the list, and only where
    it is another one, that object is read.
    """

    def __init__(
        self, head: Callable[[], ListingHead | None], read: Callable[[str], bytes]
    ) -> None:
        self._head = head
        self._read = read
        self._stored: _Stored | None = None

    def in_force(self, at: datetime) -> InForce:
        """In the order of the codes, at most a minute behind the list."""
        stored, day = self._stored, vietnam_day(at)
        if stored and stored.day == day and timedelta() <= at - stored.checked_at < LIFETIME:
            return stored.in_force
        head = self._head()
        digest = head.sha256 if head else None
        if stored and (stored.head, stored.day) == (digest, day):
            self._stored = replace(stored, checked_at=at)
            return stored.in_force
        same = stored.listing if stored and stored.head == digest else None
        listing = same or (Listing.unpacked(self._read(digest)) if digest else Listing())
        in_force = InForce(tuple(_begun(listing.procedures, day)))
        self._stored = _Stored(digest, listing, day, at, in_force)
        return in_force


def _begun(procedures: Iterable[ListedProcedure], day: str) -> Iterable[ProcedureSummary]:
    return filter(None, (procedure.in_force(day) for procedure in procedures))
