"""What notifications keeps in its table, one method for each question."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TypeVar

from kit.core.events import Change, Envelope
from kit.core.ids import stamp
from kit.core.model import Aggregate, Event, Model
from kit.persistence.items import Item, Put
from kit.persistence.repository import OutOfOrder, Repository
from kit.security.staff_directory import Directory
from notifications.domain.correspondence import Correspondence, Preferences
from notifications.domain.notice import Notice, Outcome
from notifications.domain.notice_rules import Passed

A = TypeVar("A", bound=Aggregate)
E = TypeVar("E", bound=Event)


class Line(Model):
    """A notice in the list of its dossier: nothing personal."""

    notice: str
    channel: str
    template: str
    outcome: Outcome
    attempts: int
    segments: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Lines:
    """Some lines and where the rest begins."""

    found: tuple[Line, ...]
    after: str | None


class Store:
    """Contacts, preferences and notices; agencies' addresses come from the directory."""

    def __init__(self, aggregates: Repository, directory: Directory) -> None:
        self._aggregates = aggregates
        self._directory = directory

    def event(self, message: Envelope) -> Event:
        """A heard event's data, opened."""
        return self._aggregates.read(message, kinds()[message.type])

    def read(self, message: Envelope, kind: type[E]) -> E:
        """A heard event's data as `kind`, opened."""
        return self._aggregates.read(message, kind)

    def correspondence(self, code: str) -> Correspondence | None:
        """What is kept of a dossier."""
        return self._aggregates.load(Correspondence, code)

    def filed(self, message: Envelope) -> Correspondence:
        """What is kept of the dossier a message is about; raises OutOfOrder before the dossier was filed here."""
        code = message.dossier or message.subject
        known = self.correspondence(code)
        if known is None:
            raise OutOfOrder(f"{Correspondence.KIND}#{code}", 0)
        return known

    def preferences(self, sub: str) -> Preferences:
        """What a citizen chose, or the defaults."""
        return self._aggregates.load(Preferences, sub) or Preferences(id=sub)

    def notice(self, draft: Notice) -> Notice:
        """The notice as stored, or the draft if there is none yet."""
        return self._aggregates.load(Notice, draft.id) or draft

    def agency_mail(self, agency: str) -> str | None:
        """Where notices to the officials of an agency go."""
        found = self._directory.agency(agency)
        return found.mail if found else None

    def passed(self, message: Envelope) -> tuple[Passed, ...]:
        """The overtaking events heard so far about the same dossier."""
        items = self._aggregates.table.all(f"PASSED#{message.vault}")
        return tuple(Passed.model_validate_json(item.doc) for item in items)

    def remember(self, message: Envelope) -> None:
        """Note an overtaking event; noting it twice changes nothing."""
        passed = Passed(type=message.type, subject=message.subject, sequence=message.sequence)
        sk = f"{message.type}#{message.subject}#{message.sequence:06d}"
        self._aggregates.table.write(
            [Put(Item(f"PASSED#{message.vault}", sk, passed.model_dump_json()))]
        )

    def lines_of(self, code: str, after: str | None, limit: int) -> Lines:
        """The notices of a dossier, in the order of what they tell."""
        page = self._aggregates.table.query(
            f"{Correspondence.KIND}#{code}", "NOTICE#", after=after, limit=limit, consistent=False
        )
        return Lines(tuple(Line.model_validate_json(i.doc) for i in page.items), page.after)

    def commit(self, state: A, now: datetime, event: Event | None = None) -> A:
        """Write a state with the event that says so, and return it at its new version; raises Conflict."""
        self._aggregates.commit([Change(state, event)], at=now, extra_writes=_listed(state))
        return state.evolve(version=state.version + 1)


def _listed(notice: Aggregate) -> Sequence[Put]:
    """A notice that something became of stands in its dossier's list."""
    if (
        not isinstance(notice, Notice)
        or notice.dossier is None
        or notice.outcome in ("attempted", "waiting")
    ):
        return ()
    line = Line(
        notice=notice.id,
        channel=notice.channel,
        template=notice.template,
        outcome=notice.outcome,
        attempts=notice.attempts,
        segments=notice.segments,
        at=notice.at,
    )
    sk = f"NOTICE#{stamp(notice.event_at)}#{notice.id}"
    return (Put(Item(f"{Correspondence.KIND}#{notice.dossier}", sk, line.model_dump_json())),)


@cache
def kinds() -> dict[str, type[Event]]:
    """The events of the other services by type; the doors need none of them."""
    from contracts import casework, documents, intake, payments

    return {
        kind.TYPE: kind for said in (intake, casework, documents, payments) for kind in said.EVENTS
    }
