"""The projection: the events of a batch are archived, then merged dossier by dossier."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime

from kit.core.events import Envelope
from kit.core.ids import new_ulid
from kit.core.model import Cipher, Event, Sealed
from kit.persistence.items import ConditionFailed
from kit.persistence.repository import Conflict
from kit.security.lookup_key import hash_key
from status.adapters.archive import Archive
from status.domain.facts import LOOKUP, SHOWN, Fact, fact_of
from status.repository import Store

Ciphers = Callable[[str | None], Cipher | None]


class KeyCarrier(Event):
    """The only sealed field that status opens."""

    lookup_key: Sealed[str]


class Projection:
    """Merges events into records. Facts make their own order, so nothing has to come first, and nothing twice."""

    def __init__(
        self, store: Store, archive: Archive, ciphers: Ciphers, secret: Callable[[], str]
    ) -> None:
        self._store = store
        self._archive = archive
        self._ciphers = ciphers
        self._secret = secret
        self._batch: dict[str, list[Envelope]] = {}

    def begin(self, batch: Sequence[Envelope], now: datetime) -> None:
        """Archive a batch before anything else, and remember it by dossier."""
        self._archive.append(batch, now)
        grouped: dict[str, list[Envelope]] = defaultdict(list)
        for message in batch:
            if message.type in SHOWN:
                grouped[message.correlation_key].append(message)
        self._batch = dict(grouped)

    def handle(self, message: Envelope, now: datetime) -> None:
        """Project one event, and with it what else the batch holds of its dossier. Raises Conflict."""
        if message.type.startswith("notice."):
            self._notice(message)
        elif message.type in SHOWN and message.dossier:
            fact = self.fact(message)
            others = [
                f for e in self._batch.get(message.correlation_key, ()) if (f := self._readable(e))
            ]
            self.merge(message.dossier, [fact, *others], now)
            self._batch.pop(message.correlation_key, None)

    def merge(self, code: str, facts: list[Fact], now: datetime) -> None:
        """Merge facts into a dossier's record; raises Conflict."""
        before = self._store.record(code)
        after = before.with_facts(facts)
        if after.facts.keys() == before.facts.keys():
            return
        try:
            self._store.put(before, after, new_ulid(now))
        except ConditionFailed:
            raise Conflict from None

    def fact(self, message: Envelope) -> Fact:
        """The fact in an event; raises ValidationError where it breaks its contract."""
        return fact_of(message, self._lookup(message))

    def _readable(self, message: Envelope) -> Fact | None:
        try:
            return self.fact(message)
        except ValueError:  # it fails alone, when its own turn comes
            return None

    def _notice(self, message: Envelope) -> None:
        try:
            self._store.put_notice(message)
        except ConditionFailed:
            raise Conflict from None

    def _lookup(self, message: Envelope) -> str | None:
        cipher = self._ciphers(message.vault)
        if message.type not in LOOKUP or cipher is None:
            return None
        return hash_key(
            self._secret(), message.correlation_key, message.read(KeyCarrier, cipher).lookup_key
        )
