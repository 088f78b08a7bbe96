"""The table of partners: partners with their keys, feeds, thin dossiers, counts of requests."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from contracts.routes import PARTNERS
from kit.core.events import Change, Envelope
from kit.core.model import Aggregate, Model
from kit.core.time import vietnam_day
from kit.persistence.items import (
    STATE,
    Absent,
    AtVersion,
    ConditionFailed,
    Item,
    Put,
    Remove,
    Write,
)
from kit.persistence.query import Query
from kit.persistence.table import Table
from kit.persistence.vault import Vault
from partners.domain.feed import RETAINED, CursorTooOld, Feed, FeedPage
from partners.domain.partner import Partner, vault_of
from partners.domain.partner_line import PartnerLine
from partners.domain.public_event import PublicEvent, Unnumbered, sequence_text
from partners.domain.sandbox import SandboxDossier
from partners.domain.thin_dossier import ThinDossier
from partners.repositories.consents import Consents

LINES: Final = "PARTNERS"
"""The partition in which every partner has a line."""
COUNTED_FOR: Final = timedelta(days=35)
EVENT: Final = "E#"


class KeyRecord(Model):
    """Whose a key is, and the last day (Vietnam) on which it was used."""

    partner: str
    key: str
    used_on: str | None = None
    version: int = 1


class PartnersRepository(Consents):
    """The only door to the table of partners."""

    def __init__(self, table: Table, vault: Vault | None = None) -> None:
        """Without a vault nothing sealed is opened."""
        super().__init__(table, PARTNERS, vault)

    def partner(self, id: str) -> Partner | None:
        """A partner with what is sealed left sealed."""
        return self.load_sealed(Partner, id)

    def opened_partner(self, id: str) -> Partner | None:
        """A partner with its contact; raises Unreadable."""
        return self.load(Partner, id)

    def lines(self) -> list[PartnerLine]:
        """Every partner, by id; some dozens."""
        items = self._table.all(Query(partition=LINES))
        return [PartnerLine.model_validate_json(item.doc) for item in items]

    def make_key_of(self, partner: str) -> None:
        """The key under which what is secret of a partner lies; made once."""
        if self.vault is not None:
            self.vault.create(vault_of(partner))

    def save_partner(
        self, partner: Partner, at: datetime, extra_writes: Sequence[Write] = ()
    ) -> None:
        """The next state with its line; raises Conflict."""
        line = Item(LINES, partner.id, PartnerLine.of(partner).model_dump_json())
        self.commit([Change(partner, None)], at=at, extra_writes=[Put(line), *extra_writes])

    def key_record(self, digest: str) -> KeyRecord | None:
        """Whose key has this digest; None for one that is revoked or never was."""
        item = self._table.get(_key(digest))
        return KeyRecord.model_validate_json(item.doc) if item else None

    def note_use(self, digest: str, at: datetime, record: KeyRecord) -> None:
        """The day of a key's last use, at most one write a day."""
        day = vietnam_day(at)
        if record.used_on == day:
            return
        doc = record.evolve(used_on=day, version=record.version + 1).model_dump_json()
        used = Item(_key(digest), STATE, doc, record.version + 1)
        try:
            self._table.write([Put(used, AtVersion(record.version))])
        except ConditionFailed:  # somebody else noted it, or the key was revoked
            return

    def count_request(self, partner: str, at: datetime) -> int:
        """One more request of the day in Vietnam; answers how many there were."""
        ends = int((at + COUNTED_FOR).timestamp())
        return self._table.add(_use(partner, at), STATE, expires=ends)

    def requests_of_day(self, partner: str, at: datetime) -> int:
        """How many requests there were on the day."""
        item = self._table.get(_use(partner, at))
        return int(item.index_attributes.get("n", 0)) if item else 0

    def sandbox_dossier(self, partner: str, code: str) -> SandboxDossier | None:
        """A dossier of a partner's sandbox; None before its filing."""
        return self.load_sealed(SandboxDossier, f"{partner}#{code}")

    def save_dossier(self, dossier: ThinDossier, cause: Envelope, at: datetime) -> None:
        """The next view; raises Conflict, Duplicate."""
        self.commit([Change(dossier, None)], at=at, cause=cause)

    def feed(self, partner: str) -> Feed:
        """The feed's end; an empty one before its first event."""
        return self.load_sealed(Feed, partner) or Feed(id=partner)

    def append(
        self,
        feed: Feed,
        event: Unnumbered,
        source: str,
        at: datetime,
        *,
        cause: Envelope | None = None,
        others: Sequence[Aggregate] = (),
    ) -> PublicEvent:
        """The event under the next number, in one transaction with the feed's end, its cause, and
        the next state of others.

        Raises Conflict where another event got the number, Duplicate where it is in this feed.
        """
        numbered = event.at(feed.last + 1, source)
        sk = f"{EVENT}{numbered.sequence}"
        ends = {"ttl": int((at + RETAINED).timestamp())}
        put = Put(Item(feed.pk, sk, numbered.model_dump_json(), 0, ends), Absent())
        of_feed = cause and cause.model_copy(update={"id": f"{cause.id}#{feed.id}"})
        changes = [Change(each, None) for each in (feed, *others)]
        self.commit(changes, at=at, cause=of_feed, extra_writes=[put])
        return numbered

    def event(self, partner: str, number: int) -> PublicEvent | None:
        """One event; None for one that is older than the feed keeps."""
        item = self._table.get(f"{Feed.KIND}#{partner}", f"{EVENT}{sequence_text(number)}")
        return PublicEvent.model_validate_json(item.doc) if item else None

    def oldest_live(self, partner: str, after: int, at: datetime) -> int:
        """The number of the oldest event behind one that the feed still keeps; 0: none."""
        first = f"{EVENT}{sequence_text(after + 1)}"
        query = Query(partition=f"{Feed.KIND}#{partner}", since=first, upto=f"{EVENT}~", limit=100)
        live = (
            i for i in self._table.all(query) if int(i.index_attributes["ttl"]) > at.timestamp()
        )
        oldest = next(live, None)
        return PublicEvent.model_validate_json(oldest.doc).number if oldest else 0

    def events_after(self, partner: str, after: int, limit: int, at: datetime) -> FeedPage:
        """At most `limit` events behind a number; raises CursorTooOld where some are gone."""
        first = f"{EVENT}{sequence_text(after + 1)}"
        page = self._table.query(
            Query(partition=f"{Feed.KIND}#{partner}", since=first, upto=f"{EVENT}~", limit=limit)
        )
        items = [
            PublicEvent.model_validate_json(item.doc)
            for item in page.items
            if int(item.index_attributes["ttl"]) > at.timestamp()
        ]
        expected = range(after + 1, after + 1 + len(page.items))
        if [item.number for item in items] != list(expected):
            raise CursorTooOld(field="after")
        following = after + len(items)
        return FeedPage(items=tuple(items), caught_up=page.after is None, next=following)


def key_put(digest: str, record: KeyRecord) -> Put:
    """What stands for a new key."""
    return Put(Item(_key(digest), STATE, record.model_dump_json(), 1), Absent())


def key_removal(digest: str) -> Remove:
    """The key is nobody's from now on."""
    return Remove(_key(digest), STATE)


def _key(digest: str) -> str:
    return f"KEY#{digest}"


def _use(partner: str, at: datetime) -> str:
    return f"USE#{partner}#{vietnam_day(at)}"
