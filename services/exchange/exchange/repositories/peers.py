"""Members, nonces that were used, and how far the log of calls was stamped."""

from datetime import datetime
from typing import Final

from exchange.domain.peer import PeerMember
from kit.core.events import Change
from kit.peers.progress import Progress
from kit.persistence.items import STATE, Absent, ConditionFailed, Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository

LIST: Final = "PEERS"
"""One partition with the ids of all members, of which there are a few dozen."""
PROGRESS: Final = "PEERS#stamped"
GRACE: Final = 120
"""Seconds that a nonce is stored beyond the life of its signature, for clocks that differ."""


class Peers(Repository):
    """Questions about other organisations' systems."""

    def peer(self, id: str) -> PeerMember | None:
        """A member."""
        return self.load(PeerMember, id)

    def every_peer(self) -> list[PeerMember]:
        """All of them, in the order of their ids."""
        ids = [item.sk for item in self._table.all(Query(partition=LIST))]
        return [member for member in map(self.peer, ids) if member is not None]

    def save_peer(self, member: PeerMember, at: datetime) -> None:
        """The next state; raises Conflict."""
        listed = Put(Item(LIST, member.id, "{}"))
        self.commit([Change(member, None)], at=at, extra_writes=[listed])

    def use_nonce(self, member: str, nonce: str, until: datetime) -> bool:
        """Whether a nonce is used for the first time; it goes by itself."""
        ends = int(until.timestamp()) + GRACE
        item = Item(f"NONCE#{member}#{nonce}", STATE, "{}", 0, {"ttl": ends})
        try:
            self._table.write([Put(item, Absent())])
        except ConditionFailed:
            return False
        return True

    def stamp_progress(self) -> Progress:
        """Where the next run of the stamper begins to look."""
        item = self._table.get(PROGRESS)
        return Progress.model_validate_json(item.doc) if item else Progress()

    def save_stamp_progress(self, progress: Progress) -> None:
        """A hint: what was batched and stamped is in the archive."""
        self._table.write([Put(Item(PROGRESS, STATE, progress.model_dump_json()))])
