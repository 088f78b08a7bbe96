"""The notifications table: one method for each question."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Final, TypeVar

from contracts.notifications import NoticeChannel
from kit.core import base32
from kit.core.events import Change, Envelope
from kit.core.model import Aggregate, Event, Model
from kit.core.time import stamp
from kit.persistence.items import Item, Put, Write
from kit.persistence.query import Query
from kit.persistence.repository import OutOfOrder
from notifications.domain.dossier_contact import DossierContact, Preferences
from notifications.domain.notice import Notice, Outcome
from notifications.domain.notice_rules import OvertakingEvent
from notifications.repositories.desk_tasks import DeskTasks
from notifications.repositories.listed_notices import ListedNotices
from notifications.repositories.personal_rows import PersonalRows

A = TypeVar("A", bound=Aggregate)
SPENT: Final = "DONG"
SAMPLE: Final = 8
COUNTED_FOR: Final = timedelta(days=2)


class NoticeSummary(Model):
    """A notice in the list of its dossier: nothing personal."""

    notice: str
    channel: NoticeChannel
    template: str
    outcome: Outcome
    attempts: int
    segments: int
    price: int = 0
    why: str | None = None
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Some notices and where the rest begins."""

    items: tuple[NoticeSummary, ...]
    after: str | None


class NotificationsRepository(DeskTasks, ListedNotices, PersonalRows):
    """Contacts, preferences, notices, citizens' own lists, and the events that overtake notices."""

    def event_of(self, message: Envelope) -> Event:
        """A message's event, opened."""
        return self.read(message, event_types()[message.type])

    def contact(self, code: str) -> DossierContact | None:
        """Where the notices of a dossier go, or None before it was filed here."""
        return self.load(DossierContact, code)

    def contact_for(self, message: Envelope) -> DossierContact:
        """The contact of the dossier that a message is about; raises OutOfOrder before its
        filing."""
        code = message.dossier or message.subject
        contact = self.contact(code)
        if contact is None:
            raise OutOfOrder(f"{DossierContact.KIND}#{code}", 0)
        return contact

    def preferences_of(self, owner: str | None) -> Preferences:
        """What a citizen chose, or the defaults."""
        chosen = self.load(Preferences, owner) if owner else None
        return chosen or Preferences(id=owner or "")

    def existing_notice(self, draft: Notice) -> Notice | None:
        """The notice of the same event and channel, if there was an attempt before."""
        return self.load(Notice, draft.id)

    def notice(self, id: str) -> Notice | None:
        """A notice by its id."""
        return self.load(Notice, id)

    def overtaking_events(self, message: Envelope) -> tuple[OvertakingEvent, ...]:
        """The overtaking events so far about the same dossier."""
        items = self._table.all(Query(partition=f"PASSED#{message.vault}"))
        return tuple(OvertakingEvent.model_validate_json(item.doc) for item in items)

    def remember_overtaking(self, message: Envelope) -> None:
        """Store an overtaking event; storing it twice changes nothing."""
        event = OvertakingEvent(
            type=message.type, subject=message.subject, sequence=message.sequence
        )
        sk = f"{message.type}#{message.subject}#{message.sequence:06d}"
        self._table.write([Put(Item(f"PASSED#{message.vault}", sk, event.model_dump_json()))])

    def notices_of(self, code: str, after: str | None, limit: int) -> NoticePage:
        """The notices of a dossier, in the order of the events they are about."""
        page = self._table.query(
            Query(
                partition=f"{DossierContact.KIND}#{code}",
                prefix="NOTICE#",
                after=after,
                limit=limit,
                consistent=False,
            )
        )
        items = (NoticeSummary.model_validate_json(item.doc) for item in page.items)
        return NoticePage(tuple(items), page.after)

    def count_sms(self, day: str, bucket: str, at: datetime) -> int:
        """Count one more SMS to the numbers of a bucket on a day; returns the count."""
        return self._table.add(f"SMS#{day}", bucket, expires=_counted_until(at))

    def spent_on(self, day: str) -> int:
        """What messages cost on a day so far, in đồng; eventually consistent."""
        item = self._table.get(f"SPENT#{day}", SPENT, consistent=False)
        return int(item.index_attributes.get("n", 0)) if item else 0

    def book_spending(self, day: str, notice: str, price: int, at: datetime) -> None:
        """Add the price of an attempt to a day's spending.

        One notice in eight, by its id, counts for eight: the sum is right on average, and costs an
        eighth of the writes.
        """
        if base32.ALPHABET.index(notice[-1]) % SAMPLE == 0:
            self._table.add(f"SPENT#{day}", SPENT, price * SAMPLE, expires=_counted_until(at))

    def save(self, state: A, at: datetime) -> A:
        """Write a state that concerns nobody else, and return it at its new version."""
        self.commit([Change(state, None)], at=at)
        return state.evolve(version=state.version + 1)

    def save_notice(self, notice: Notice, event: Event | None, at: datetime) -> Notice:
        """Write a notice with its event and its line in the dossier's list; raises Conflict."""
        self.commit([Change(notice, event)], at=at, extra_writes=_list_entry(notice))
        return notice.evolve(version=notice.version + 1)


def _counted_until(at: datetime) -> int:
    return int((at + COUNTED_FOR).timestamp())


def _list_entry(notice: Notice) -> tuple[Write, ...]:
    """A notice without an outcome yet is not listed."""
    if notice.dossier is None or notice.outcome in ("attempted", "waiting"):
        return ()
    summary = NoticeSummary(
        notice=notice.id,
        channel=notice.channel,
        template=notice.template,
        outcome=notice.outcome,
        attempts=notice.attempts,
        segments=notice.segments,
        price=notice.price,
        why=notice.why,
        at=notice.at,
    )
    pk = f"{DossierContact.KIND}#{notice.dossier}"
    sk = f"NOTICE#{stamp(notice.event_at)}#{notice.id}"
    return (Put(Item(pk, sk, summary.model_dump_json())),)


@cache
def event_types() -> dict[str, type[Event]]:
    """The other services' events by type; imported for messages only, HTTP needs none of them."""
    from contracts import casework, documents, exchange, intake, notifications, payments, voice

    services = (intake, casework, documents, payments, notifications, exchange, voice)
    return {event.TYPE: event for service in services for event in service.EVENTS}
