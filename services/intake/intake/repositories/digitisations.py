"""The digitisations of a dossier, each an item, found by the dossier."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from kit.core.events import Change, Envelope
from kit.core.model import Event
from kit.persistence.items import Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository

if TYPE_CHECKING:
    from intake.domain.digitisation import Digitisation
    from intake.domain.dossier import Dossier

LISTED: Final = "DIGITISATION#"


class Digitisations(Repository):
    """Questions about digitisations (số hóa)."""

    def digitisation(self, id: str) -> "Digitisation | None":
        """A digitisation of any dossier."""
        from intake.domain.digitisation import Digitisation

        return self.load(Digitisation, id)

    def digitisations_of(self, dossier: "Dossier") -> "list[Digitisation]":
        """In the order in which they began."""
        items = self._table.all(Query(partition=dossier.pk, prefix=LISTED))
        loaded = (self.digitisation(item.sk.removeprefix(LISTED)) for item in items)
        return [digitisation for digitisation in loaded if digitisation]

    def commit_digitisation(
        self,
        digitisation: "Digitisation",
        *others: Change,
        at: datetime,
        event: Event | None = None,
        cause: Envelope | None = None,
    ) -> None:
        """With its line in the dossier's list; raises Conflict, Duplicate."""
        from intake.domain.dossier import Dossier

        line = Put(
            Item(f"{Dossier.KIND}#{digitisation.dossier}", f"{LISTED}{digitisation.id}", "{}")
        )
        writes = () if digitisation.version else (line,)
        changes = [Change(digitisation, event, writes), *others]
        self.commit(changes, at=at, cause=cause)
