"""The chains of legal facts: one item for each record, beside its dossier."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from documents.domain.dossier import Dossier
from documents.domain.legal_fact import LegalFact, StoredFact
from documents.repositories.books import BookRepository
from kit.core.events import Change, Envelope
from kit.persistence.items import Absent, ConditionFailed, Item, Put
from kit.persistence.query import Query
from kit.persistence.vault import Unreadable

FACTS: Final = "FACT#"


class ChainMoved(Exception):
    """Another event was appended first: link again."""


class LegalFactRepository(BookRepository):
    """A record is appended in the transaction of the event that it is of."""

    def latest_fact(self, code: str) -> LegalFact | None:
        """The last record of a dossier's chain, or None."""
        query = Query(partition=f"{Dossier.KIND}#{code}", prefix=FACTS, newest_first=True, limit=1)
        items = self._table.query(query).items
        return self._stored_fact(items[0].doc).fact if items else None

    def fact(self, code: str, position: int) -> StoredFact | None:
        """A record by its place in the chain, its values sealed; or None."""
        item = self._table.get(f"{Dossier.KIND}#{code}", _place(position))
        return self._stored_fact(item.doc) if item else None

    def facts_of(self, code: str) -> list[StoredFact]:
        """The chain of a dossier, its values sealed."""
        query = Query(partition=f"{Dossier.KIND}#{code}", prefix=FACTS)
        return [self._stored_fact(item.doc) for item in self._table.all(query)]

    def opened_fact(self, stored: StoredFact, vault: str | None) -> StoredFact:
        """The record with its values; still sealed if their key was destroyed."""
        doc = stored.model_dump_json(context={"cipher": None})
        try:
            return StoredFact.model_validate_json(doc, context={"cipher": self.cipher(vault)})
        except Unreadable:
            return stored

    def commit_facts(
        self,
        changes: Sequence[Change],
        facts: Sequence[StoredFact],
        *,
        cause: Envelope,
        at: datetime,
    ) -> None:
        """The changes of an event with its records; raises ChainMoved, Conflict, Duplicate."""
        cipher = self.cipher(cause.vault)
        writes = [
            Put(
                Item(
                    f"{Dossier.KIND}#{stored.fact.dossier}",
                    _place(stored.fact.position),
                    stored.model_dump_json(context={"cipher": cipher}),
                ),
                Absent(),
            )
            for stored in facts
        ]
        try:
            self.commit(changes, at=at, cause=cause, extra_writes=writes)
        except ConditionFailed:
            raise ChainMoved from None

    def pause(self, attempt: int) -> None:
        """Wait before a chain is linked again."""
        self._table.pause(attempt)

    @staticmethod
    def _stored_fact(doc: str) -> StoredFact:
        return StoredFact.model_validate_json(doc, context={"cipher": None})


def _place(position: int) -> str:
    return f"{FACTS}{position:06d}"
