"""Loading aggregates and committing their changes: state, event and cause, all or nothing."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from kit.core.errors import NotFound, Unavailable
from kit.core.events import Change, Envelope, enveloped
from kit.core.ids import new_ulid
from kit.core.model import Aggregate, Cipher, Event
from kit.core.time import stamp
from kit.persistence.causes import cause_write, was_handled
from kit.persistence.items import (
    STATE,
    Absent,
    AtVersion,
    ConditionFailed,
    Item,
    Put,
    Write,
)
from kit.persistence.table import Table
from kit.persistence.unsent import event_mark
from kit.persistence.vault import LazyCipher, Vault
from kit.platform import fault_injection, tracing

A = TypeVar("A", bound=Aggregate)
E = TypeVar("E", bound=Event)
P = ParamSpec("P")
R = TypeVar("R")
ATTEMPTS = 12


class Conflict(Exception):
    """Somebody else committed first: load again and decide again.

    `pause` waits before the next attempt (the first is 0), each loser for another time.
    """

    def __init__(self, pause: Callable[[int], None] = lambda _: None) -> None:
        super().__init__()
        self.pause = pause


class Duplicate(Exception):
    """This message was handled before: there is nothing left to do."""


class OutOfOrder(Exception):
    """The present state cannot take this message yet: it is deferred until a later one of its
    dossier.
    """

    def __init__(self, pk: str, version: int) -> None:
        """`pk` is the aggregate that is not ready, `version` the one that was seen (0: there was
        none).
        """
        super().__init__(pk)
        self.pk = pk
        self.version = version


def retry_on_conflict(action: Callable[P, R]) -> Callable[P, R]:
    """Load, decide and commit again when somebody else committed first.

    Raises Unavailable after twelve tries.
    """

    @wraps(action)
    def again(*args: P.args, **named: P.kwargs) -> R:
        for attempt in range(ATTEMPTS):
            try:
                return action(*args, **named)
            except Conflict as lost:
                lost.pause(attempt)
        raise Unavailable(retry_after=1)

    return again


class Repository:
    """The aggregates of one service in its table; a service's own repository is a subclass.

    Without a vault, sealed fields stay `SealedValue`. The subclass alone sees `_table`: it has one
    method for each question, named after the question.
    """

    def __init__(self, table: Table, source: str, vault: Vault | None = None) -> None:
        """`source` is the service's name, as its events give it."""
        self._table = table
        self.source = source
        self.vault = vault

    def load(self, kind: type[A], id: str) -> A | None:
        """The present state, or None."""
        item = self._table.get(f"{kind.KIND}#{id}")
        return self.parse(kind, item.doc) if item else None

    def load_sealed(self, kind: type[A], id: str) -> A | None:
        """The present state with its personal fields sealed, or None; no key is fetched for it."""
        item = self._table.get(f"{kind.KIND}#{id}")
        return self.parse_sealed(kind, item.doc) if item else None

    def parse(self, kind: type[A], doc: str) -> A:
        """A state from its stored text."""
        vault: str | None = json.loads(doc).get("vault")
        return kind.model_validate_json(doc, context={"cipher": self.cipher(vault)})

    def parse_sealed(self, kind: type[A], doc: str) -> A:
        """A state from its stored text, its personal fields sealed."""
        return kind.model_validate_json(doc, context={"cipher": None})

    def read(self, message: Envelope, kind: type[E]) -> E:
        """A message's data as its event, sealed fields opened."""
        return message.read(kind, self.cipher(message.vault))

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """Where an aggregate stands in the indexes; a service's repository says so for its own."""
        return state.index_attributes()

    def cipher(self, vault: str | None) -> Cipher | None:
        """The cipher of a vault id; its key is fetched only when something is opened or sealed."""
        return LazyCipher(self.vault, vault) if self.vault and vault else None

    def commit(
        self,
        changes: Sequence[Change],
        *,
        at: datetime,
        cause: Envelope | None = None,
        extra_writes: Sequence[Write] = (),
    ) -> None:
        """Write every change with its event, and that `cause` was handled, in one transaction.

        Raises Conflict when an aggregate moved on since it was loaded, Duplicate when `cause` was
        handled before, ConditionFailed when a condition of `extra_writes` (of the changes, then of
        the call) did not hold: its index counts from the first of those writes.
        """
        token = new_ulid(at)
        own = [write for change in changes for write in self._writes(change, at)]
        extra = [*(w for change in changes for w in change.extra_writes), *extra_writes]
        record = [cause_write(cause, token, at)] if cause else []
        try:
            fault_injection.point("commit.before")
            self._table.write([*own, *record, *extra], token)
        except ConditionFailed as failed:
            if failed.index < len(own):
                if cause and self.has_handled(cause):
                    raise Duplicate from None
                raise Conflict(self._table.pause) from None
            if failed.index < len(own) + len(record):
                raise Duplicate from None
            raise ConditionFailed(failed.index - len(own) - len(record)) from None
        fault_injection.point("commit.after")

    def record(self, message: Envelope, at: datetime, extra_writes: Sequence[Write] = ()) -> None:
        """Note that a message was handled which leads to nothing; raises Duplicate."""
        self.commit((), at=at, cause=message, extra_writes=extra_writes)

    def has_handled(self, message: Envelope) -> bool:
        """Whether the message was handled before."""
        return was_handled(self._table, message)

    def _writes(self, change: Change, at: datetime) -> list[Write]:
        state = change.state
        cipher = self.cipher(state.vault)
        raised = state.committed()
        doc = raised.model_dump_json(context={"cipher": cipher})
        put = Put(
            Item(state.pk, STATE, doc, raised.version, self.index_attributes(state)),
            AtVersion(state.version) if state.version else Absent(),
        )
        if change.event is None:
            return [put]
        own = new_ulid(at)
        begun = (
            tracing.current() or own
        )  # what a clock or a bucket woke begins a trace with its event
        text = enveloped(change, id=own, source=self.source, at=at, trace=begun, cipher=cipher)
        index_attributes = {"waiting": event_mark(state.pk), "since": stamp(at)}
        return [
            put,
            Put(
                Item(
                    state.pk, f"EVENT#{raised.version:06d}", text, raised.version, index_attributes
                ),
                Absent(),
            ),
        ]


def required(value: R | None) -> R:
    """The value; raises NotFound where there is none."""
    if value is None:
        raise NotFound
    return value
