"""Dossiers that the National Portal sent, their files to fetch, and its sessions with us."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from exchange.domain.ingest import Ingest, StoredBody
from exchange.domain.push_session import PushSession
from kit.core.events import Change
from kit.core.model import SEALED_PREFIX, JsonDict, NoKey
from kit.core.time import stamp
from kit.persistence.items import STATE, Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository

FETCH: Final = "fetch"
"""What the index calls dossiers with files to fetch, from the moment at which they are due."""
BODIES: Final = "BODY#"
FAILED: Final = "FAILED-LOG-INS#"


class Ingests(Repository):
    """Questions about what came from the portal."""

    def ingest(self, code: str) -> Ingest | None:
        """What came under a code, opened; raises Unreadable."""
        return self.load(Ingest, code)

    def sealed_ingest(self, code: str) -> Ingest | None:
        """What came under a code; names and addresses of files stay sealed."""
        return self.load_sealed(Ingest, code)

    def ingests_due(self, at: datetime, limit: int) -> list[str]:
        """Codes of dossiers whose files are to be fetched now, the longest due first."""
        query = Query(partition=FETCH, index="waiting", upto=stamp(at), limit=limit)
        return [item.pk.removeprefix("INGEST#") for item in self._table.query(query).items]

    def stored_body(self, ingest: Ingest, digest: str, members: JsonDict) -> Put:
        """What the portal sent, sealed under the dossier's key."""
        body = StoredBody(members=members)
        doc = body.model_dump_json(context={"cipher": self.cipher(ingest.vault)})
        return Put(Item(ingest.pk, f"{BODIES}{digest}", doc))

    def bodies_of(self, ingest: Ingest, digests: Sequence[str]) -> list[StoredBody]:
        """What the portal sent of a dossier, opened, in this order; raises Unreadable."""
        context = {"cipher": self.cipher(ingest.vault)}
        items = (self._table.get(ingest.pk, f"{BODIES}{each}") for each in digests)
        return [StoredBody.model_validate_json(i.doc, context=context) for i in items if i]

    def sealed_content(self, ingest: Ingest, content: bytes) -> str:
        """A file under the dossier's key."""
        cipher = self.cipher(ingest.vault)
        if cipher is None:
            raise NoKey
        return SEALED_PREFIX + cipher.seal(content)

    def opened_content(self, ingest: Ingest, sealed: str) -> bytes:
        """The same file, opened; raises Unreadable."""
        cipher = self.cipher(ingest.vault)
        if cipher is None:
            raise NoKey
        return cipher.open(sealed.removeprefix(SEALED_PREFIX))

    def create_data_key(self, vault: str) -> None:
        """The key of a dossier to come; raises NoKey."""
        if self.vault is None:
            raise NoKey
        self.vault.create(vault)

    def push_session(self, id: str) -> PushSession | None:
        """A session of the portal with us, also one that ended."""
        return self.load(PushSession, id)

    def save_push_session(self, session: PushSession, at: datetime) -> None:
        """A new one."""
        self.commit([Change(session, None)], at=at)

    def failed_log_ins(self, bucket: str) -> int:
        """How many there were in a window of one address."""
        item = self._table.get(f"{FAILED}{bucket}")
        return int(item.index_attributes.get("n", 0)) if item else 0

    def count_failed_log_in(self, bucket: str, ends: int) -> None:
        """One more, until `ends` (epoch seconds)."""
        self._table.add(f"{FAILED}{bucket}", STATE, expires=ends)


def ingest_attributes(ingest: Ingest) -> dict[str, str | int]:
    """It stands among those with files to fetch while there are any."""
    return {"waiting": FETCH, "since": stamp(ingest.due_at)} if ingest.due_at else {}


def session_attributes(session: PushSession) -> dict[str, str | int]:
    """It goes by itself once it has ended."""
    return {"ttl": int(session.expires.timestamp())}
