"""Written mandates, by who gave and who has them; and what can be claimed by an identity number."""

from typing import TYPE_CHECKING, Final

from intake.domain.written_mandate import WrittenMandate
from intake.repositories.dossiers import CLAIM, owner_line
from kit.core.events import Change
from kit.persistence.items import STATE, Item, Put, Remove
from kit.persistence.query import Query
from kit.persistence.repository import Repository

if TYPE_CHECKING:
    from contracts.intake import AccessChanged
    from intake.domain.dossier import Dossier

MOST: Final = 100
"""Mandates of one person that a list shows, and things that one claim takes."""
GRANTED, RECEIVED = "GRANTED#", "RECEIVED#"
OF_MANDATE: Final = "MANDATE#"


class WrittenMandates(Repository):
    """Questions about mandates (ủy quyền) and claims."""

    def mandate(self, id: str) -> WrittenMandate | None:
        """A mandate of anybody."""
        return self.load(WrittenMandate, id)

    def mandates_of(self, principals: tuple[str, ...]) -> list[WrittenMandate]:
        """Those of a person by all of their ids, the newest first, at most a hundred."""
        return self._listed(GRANTED, principals)

    def mandates_received(self, representatives: tuple[str, ...]) -> list[WrittenMandate]:
        """Those that a person has claimed, the newest first, at most a hundred."""
        return self._listed(RECEIVED, representatives)

    def claimable(self, fingerprint: str) -> list[str]:
        """Codes of dossiers, and ids of mandates after `MANDATE#`."""
        page = self._table.query(Query(partition=f"{CLAIM}{fingerprint}", limit=MOST))
        return [item.sk for item in page.items]

    def commit_mandate(self, mandate: WrittenMandate) -> None:
        """A new one, for its principal's list and for its representative's claim."""
        line = Item(f"{GRANTED}{mandate.principal}", mandate.id, "{}")
        claim = Item(f"{CLAIM}{mandate.fingerprint}", f"{OF_MANDATE}{mandate.id}", "{}")
        self.commit([Change(mandate, None, (Put(line), Put(claim)))], at=mandate.written_at)

    def claimed_mandate(self, mandate: WrittenMandate, fingerprint: str) -> Change:
        """It is its representative's from now on."""
        received = Item(f"{RECEIVED}{mandate.representative}", mandate.id, "{}")
        claim = Remove(f"{CLAIM}{fingerprint}", f"{OF_MANDATE}{mandate.id}")
        return Change(mandate, None, (Put(received), claim))

    def claimed_dossier(
        self, dossier: "Dossier", event: "AccessChanged", fingerprint: str
    ) -> Change:
        """It is its owner's from now on."""
        claim = Remove(f"{CLAIM}{fingerprint}", dossier.id)
        return Change(dossier, event, (Put(owner_line(dossier)), claim))

    def remove_mandate(self, mandate: WrittenMandate) -> None:
        """Nothing is left of it: its principal or its representative is erased."""
        self._table.write(
            [
                Remove(mandate.pk, STATE),
                Remove(f"{GRANTED}{mandate.principal}", mandate.id),
                Remove(f"{RECEIVED}{mandate.representative or ''}", mandate.id),
                Remove(f"{CLAIM}{mandate.fingerprint}", f"{OF_MANDATE}{mandate.id}"),
            ]
        )

    def _listed(self, kind: str, people: tuple[str, ...]) -> list[WrittenMandate]:
        items = [
            item
            for person in people
            for item in self._table.query(
                Query(partition=f"{kind}{person}", newest_first=True, limit=MOST)
            ).items
        ]
        newest = sorted((item.sk for item in items), reverse=True)[:MOST]
        return [mandate for each in newest if (mandate := self.mandate(each))]
