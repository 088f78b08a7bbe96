"""The projection: the events of a batch are archived, then merged into records by dossier."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from pydantic import ValidationError

from kit.core.events import ContractBroken, Envelope
from kit.core.model import Event, Sealed
from kit.persistence.vault import Unreadable
from kit.security.lookup_key import hash_key
from status.domain.facts import FIELDS, WITH_LOOKUP_KEY, WITH_OFFICIAL, Fact, fact_of
from status.domain.ports import Archive
from status.projection.render import render_public_view, summarise
from status.repository import ProjectedRecord, StatusRepository

NOTICE_EVENTS: Final = frozenset(
    {"notice.sent", "notice.delivered", "notice.failed", "notice.unknown", "notice.superseded"}
)
"""The outcomes of notices."""


class LookupKeyEvent(Event):
    """With OfficialEvent the only sealed fields that status opens."""

    lookup_key: Sealed[str]


class OfficialEvent(Event):
    """Names the official who acted, and the one who has the case from then on."""

    by_name: Sealed[str | None] = None
    official_name: Sealed[str | None] = None


class Projection:
    """Merges events into records. Events have no required order, and duplicates change nothing."""

    def __init__(
        self,
        repository: StatusRepository,
        archive: Archive,
        lookup_secret: Callable[[], str],
    ) -> None:
        self._repository = repository
        self._archive = archive
        self._lookup_secret = lookup_secret
        self._batch: dict[str, list[Envelope]] = {}

    def begin_batch(self, messages: Sequence[Envelope], at: datetime) -> None:
        """Archive a batch before anything else, and group it by dossier."""
        self._archive.append(messages, at)
        batch: dict[str, list[Envelope]] = defaultdict(list)
        for message in messages:
            if message.type in FIELDS:
                batch[message.correlation_key].append(message)
        self._batch = dict(batch)

    def project(self, message: Envelope, at: datetime) -> None:
        """Project an event with the others of its dossier in the batch; raises Conflict."""
        if message.type in NOTICE_EVENTS:
            self._repository.save_notice(message)
        elif message.type in FIELDS and message.dossier:
            fact = self.fact(message)
            batch = self._batch.get(message.correlation_key, ())
            others = [other for each in batch if (other := self._fact_or_none(each))]
            self.merge(message.dossier, [fact, *others], at)
            self._batch.pop(message.correlation_key, None)

    def merge(self, code: str, facts: list[Fact], at: datetime) -> None:
        """Merge facts into a dossier's record; raises Conflict."""
        record = self._repository.record_of(code)

        merged = record.with_facts(facts)
        if merged.facts.keys() == record.facts.keys():
            return

        self._repository.save_record(
            ProjectedRecord(merged, render_public_view(merged), summarise(merged)),
            replaced=summarise(record),
            at=at,
        )

    def fact(self, message: Envelope) -> Fact:
        """The fact of an event; raises ContractBroken."""
        try:
            return fact_of(message, self._lookup_hash(message), self._official(message))
        except ValidationError:
            raise ContractBroken(message.type) from None

    def _fact_or_none(self, message: Envelope) -> Fact | None:
        """None for an event that breaks its contract: it fails alone when its own turn comes."""
        try:
            return self.fact(message)
        except ContractBroken:
            return None

    def _official(self, message: Envelope) -> str | None:
        """None where nobody is named, or the dossier's key is destroyed."""
        field = WITH_OFFICIAL.get(message.type)
        if field is None or not message.data.get(field):
            return None
        cipher = self._repository.cipher(message.vault)
        try:
            name: object = getattr(message.read(OfficialEvent, cipher), field)
        except Unreadable:
            return None
        return name if isinstance(name, str) else None

    def _lookup_hash(self, message: Envelope) -> str | None:
        cipher = self._repository.cipher(message.vault)
        if message.type not in WITH_LOOKUP_KEY or cipher is None:
            return None
        lookup_key = message.read(LookupKeyEvent, cipher).lookup_key
        return hash_key(self._lookup_secret(), message.correlation_key, lookup_key)
