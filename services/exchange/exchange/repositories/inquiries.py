"""Inquiries to registries, their log and answers, and the circuits."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from exchange.domain.inquiry import Inquiry, StoredValues
from exchange.domain.inquiry_log import FIRST, LogEntry
from exchange.domain.registry_circuit import RegistryCircuit
from exchange.domain.registry_consent import RegistryConsent, consent_id
from kit.core.events import Change
from kit.core.model import Event
from kit.core.time import stamp
from kit.persistence.items import Absent, ConditionFailed, Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Conflict, Repository

OPEN: Final = "inquiry"
"""What the index calls inquiries that no answer has come to."""
VALUES: Final = "VALUES"


class Inquiries(Repository):
    """Inquiries about inquiries."""

    def inquiry(self, id: str) -> Inquiry | None:
        """With its subject opened; raises Unreadable."""
        return self.load(Inquiry, id)

    def sealed_inquiry(self, id: str) -> Inquiry | None:
        """With its subject sealed."""
        return self.load_sealed(Inquiry, id)

    def open_inquiries(self, upto: datetime, limit: int) -> list[str]:
        """Ids of those asked until a moment that have no answer, the longest waiting first."""
        query = Query(partition=OPEN, index="waiting", upto=stamp(upto), limit=limit)
        return [item.pk.removeprefix("INQUIRY#") for item in self._table.query(query).items]

    def last_entry(self, vault: str) -> LogEntry | None:
        """The last one in the log of a dossier."""
        query = Query(partition=_log(vault), limit=1, newest_first=True)
        return next(map(_entry, self._table.query(query).items), None)

    def log_of(self, vault: str) -> list[LogEntry]:
        """The whole log of a dossier, the first entry first."""
        return list(map(_entry, self._table.all(Query(partition=_log(vault)))))

    def log_of_owner(
        self, owner: str, after: str | None, limit: int
    ) -> tuple[list[LogEntry], str | None]:
        """A page of what was asked about a person's dossiers, the newest first."""
        query = Query(
            partition=f"asked#{owner}",
            index="by-at",
            after=after,
            limit=limit,
            newest_first=True,
            consistent=False,
        )
        page = self._table.query(query)
        return list(map(_entry, page.items)), page.after

    def save_inquiry(self, inquiry: Inquiry, entry: LogEntry, at: datetime) -> None:
        """A inquiry and that it was asked; raises Conflict."""
        try:
            self.commit([Change(inquiry, None)], at=at, extra_writes=[_entry_put(entry)])
        except ConditionFailed:
            raise Conflict(self._table.pause) from None

    def log_only(self, entry: LogEntry) -> None:
        """That it was asked again while the answer is good; raises Conflict."""
        try:
            self._table.write([_entry_put(entry)])
        except ConditionFailed:
            raise Conflict(self._table.pause) from None

    def save_answer(
        self, inquiry: Inquiry, event: Event | None, values: dict[str, str], at: datetime
    ) -> None:
        """The answer, with its event and what was fetched; raises Conflict."""
        writes: Sequence[Put] = [self._values_put(inquiry, values)] if values else []
        self.commit([Change(inquiry, event)], at=at, extra_writes=writes)

    def values_of(self, inquiry: Inquiry, at: datetime) -> dict[str, str]:
        """What was fetched and may still be kept, opened; raises Unreadable."""
        item = self._table.get(inquiry.pk, VALUES) if inquiry.stands(at) else None
        if item is None:
            return {}
        context = {"cipher": self.cipher(inquiry.vault)}
        return StoredValues.model_validate_json(item.doc, context=context).values

    def consent(self, vault: str, registry: str) -> RegistryConsent | None:
        """The consent of a dossier's owner, also one that ended."""
        return self.load(RegistryConsent, consent_id(vault, registry))

    def consent_of(self, consent: str) -> RegistryConsent | None:
        """One by its id."""
        return self.load(RegistryConsent, consent)

    def consents_of(
        self, owner: str, after: str | None, limit: int
    ) -> tuple[list[RegistryConsent], str | None]:
        """A page of a person's consents, the newest first."""
        query = Query(
            partition=f"consents#{owner}",
            index="by-at",
            after=after,
            limit=limit,
            newest_first=True,
            consistent=False,
        )
        page = self._table.query(query)
        return [self.parse(RegistryConsent, item.doc) for item in page.items], page.after

    def save_consent(self, consent: RegistryConsent, at: datetime) -> None:
        """Raises Conflict."""
        self.commit([Change(consent, None)], at=at)

    def registry_circuit(self, code: str) -> RegistryCircuit:
        """Closed and free before the first call."""
        return self.load(RegistryCircuit, code) or RegistryCircuit(id=code)

    def save_circuit(self, circuit: RegistryCircuit, at: datetime) -> None:
        """Raises Conflict."""
        self.commit([Change(circuit, None)], at=at)

    def _values_put(self, inquiry: Inquiry, values: dict[str, str]) -> Put:
        stored = StoredValues(values=values)
        doc = stored.model_dump_json(context={"cipher": self.cipher(inquiry.vault)})
        ends = int(inquiry.good_until.timestamp()) if inquiry.good_until else 0
        return Put(Item(inquiry.pk, VALUES, doc, 0, {"ttl": ends}))


def inquiry_attributes(inquiry: Inquiry) -> dict[str, str | int]:
    """It stands among those that wait until it is answered."""
    return {"waiting": OPEN, "since": stamp(inquiry.requested_at)} if inquiry.is_open else {}


def consent_attributes(consent: RegistryConsent) -> dict[str, str | int]:
    """It stands among those of its owner by its beginning."""
    return {"by": f"consents#{consent.owner}", "at": f"{stamp(consent.since)}#{consent.id}"}


def next_number(last: LogEntry | None) -> tuple[int, str]:
    """Number and `before` of the entry behind another one."""
    return (last.number + 1, last.digest) if last else (1, FIRST)


def _log(vault: str) -> str:
    return f"ASKED#{vault}"


def _entry_put(entry: LogEntry) -> Put:
    owner = entry.about.owner
    place = f"{stamp(entry.at)}#{entry.about.vault}#{entry.number:06d}"
    attributes: dict[str, str | int] = {"by": f"asked#{owner}", "at": place} if owner else {}
    sort_key = f"{entry.number:06d}"
    item = Item(_log(entry.about.vault), sort_key, entry.model_dump_json(), 0, attributes)
    return Put(item, Absent())


def _entry(item: Item) -> LogEntry:
    return LogEntry.model_validate_json(item.doc)
