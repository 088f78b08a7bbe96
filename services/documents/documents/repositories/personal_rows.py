"""What documents stores of a dossier's applicant, for the export of their data."""

from collections.abc import Iterator
from typing import Final

from documents.domain.dossier import Dossier
from kit.core.items import Item
from kit.core.personal_rows import PersonalRow
from kit.persistence.exports import item_rows
from kit.persistence.items import STATE
from kit.persistence.query import Query
from kit.persistence.repository import Repository

PLACES: Final = {STATE: "DOSSIER", "FACT": "DOSSIER FACT", "DOCUMENT": "DOSSIER DOCUMENT"}
"""By the beginning of a sort key; moves of the case name officials alone, and are left out."""
PLAIN: Final = {
    "DOSSIER": ("channel", "filed_at", "received_at", "posted_on"),
    "DOSSIER DOCUMENT": ("id", "kind", "name", "number", "state", "at", "seal"),
}


class PersonalRows(Repository):
    """One question: what of a person lies where."""

    def personal_rows(self, code: str) -> Iterator[PersonalRow]:
        """Raises Unreadable once the dossier is erased."""
        dossier = self.load_sealed(Dossier, code)
        if dossier is None:
            return
        items = self._table.all(Query(partition=dossier.pk))
        yield from item_rows(_placed(items), self.cipher(dossier.vault), PLAIN)


def _placed(items: Iterator[Item]) -> Iterator[tuple[str, Item]]:
    for item in items:
        place = PLACES.get(item.sk.partition("#")[0])
        if place is not None:
            yield place, item
