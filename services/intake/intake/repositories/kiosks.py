"""Kiosks, each by its id and in the list of its agency."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from kit.core.events import Change
from kit.persistence.items import Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository

if TYPE_CHECKING:
    from intake.domain.card_reading import CardChallenge
    from intake.domain.kiosk import Kiosk

LISTED: Final = "KIOSKS-OF#"
MOST: Final = 100
"""Kiosks of one agency that a list shows."""


class Kiosks(Repository):
    """Questions about kiosks."""

    def kiosk(self, id: str) -> "Kiosk | None":
        """A kiosk of any agency, also a revoked one."""
        from intake.domain.kiosk import Kiosk

        return self.load(Kiosk, id)

    def kiosks_of(self, agency: str) -> "list[Kiosk]":
        """Those of an agency, the newest first, at most a hundred."""
        query = Query(partition=f"{LISTED}{agency}", newest_first=True, limit=MOST)
        items = self._table.query(query).items
        return [kiosk for item in items if (kiosk := self.kiosk(item.sk))]

    def card_challenge(self, nonce: str) -> "CardChallenge | None":
        """A challenge of any kiosk, also an answered one."""
        from intake.domain.card_reading import CardChallenge

        return self.load(CardChallenge, nonce)

    def commit_kiosk(self, kiosk: "Kiosk", *, at: datetime) -> None:
        """With its line in the agency's list; raises Conflict."""
        line = Put(Item(f"{LISTED}{kiosk.agency}", kiosk.id, "{}"))
        self.commit([Change(kiosk, None, (line,))], at=at)
