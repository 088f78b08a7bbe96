"""A small aggregate with its event, and builders of what the kit's tests speak about."""

from collections.abc import Callable, Sequence
from typing import Any

from kit.core.events import Change, Envelope
from kit.core.ids import new_ulid
from kit.core.model import Aggregate, Event, Sealed
from kit.persistence.items import Ambiguous, Busy, Item, Page, Write
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from kit.persistence.table import Table
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport, memory_table
from kit.testing.memory_vault import memory_vault

VAULT = "01JD9Z4T2QABCDEFGHJKMNPQRS"
DOSSIER = "H49.61-261123-0001"
NAME = "Nguyễn Thị An"


class Named(Event):
    TYPE = "thing.named"

    name: str
    owner: Sealed[str | None] = None


class Thing(Aggregate):
    KIND = "THING"

    name: str = ""
    owner: Sealed[str | None] = None


def named(thing: Thing, name: str, owner: str | None = None) -> Change:
    """The thing under another name, with the event that says so."""
    state = thing.evolve(name=name, owner=owner)
    return Change(state, Named(name=name, owner=owner))


def thing(**more: Any) -> Thing:
    """A new thing of one dossier."""
    return Thing(**{"id": "t1", "dossier": DOSSIER, "vault": VAULT, **more})


def envelope(kind: str = "thing.named", **more: Any) -> Envelope:
    """A message as it arrives."""
    members: dict[str, Any] = {
        "id": new_ulid(NOW),
        "type": kind,
        "version": 1,
        "source": "elsewhere",
        "subject": "s1",
        "sequence": 1,
        "time": NOW,
        "trace": "trace-1",
        "dossier": DOSSIER,
        "data": {"name": "x"},
    }
    return Envelope(**{**members, **more})


class ThingsRepository(Repository):
    """Lets a test see the table."""

    @property
    def table(self) -> Table:
        return self._table


def aggregates(transport: MemoryTransport, around: Any = None) -> ThingsRepository:
    """A service's aggregates over a transport whose items the test can see, with a key for its
    dossier.
    """
    vault = memory_vault()
    vault.create(VAULT)
    return ThingsRepository(memory_table(around or transport), "things", vault)


Step = Callable[[], None]


class Script(MemoryTransport):
    """A table whose next writes go as written: "busy" before, "lost" lands without an answer,
    "never" gets lost.
    """

    def __init__(self, *steps: str, meanwhile: Step | None = None) -> None:
        super().__init__()
        self.steps = list(steps)
        self.meanwhile = meanwhile
        self.write_count = 0

    def write(self, writes: Sequence[Write], token: str) -> None:
        self.write_count += 1
        step = self.steps.pop(0) if self.steps else "done"
        if step == "busy":
            raise Busy
        if step == "never":
            raise Ambiguous
        super().write(writes, token)
        if step == "lost":
            if self.meanwhile:
                self.meanwhile()
            raise Ambiguous


class Deaf(MemoryTransport):
    """A table that is always busy."""

    def get(self, pk: str, sk: str, *, consistent: bool) -> Item | None:
        raise Busy

    def query(self, query: Query) -> Page:
        raise Busy

    def write(self, writes: Sequence[Write], token: str) -> None:
        raise Busy
