"""Feedback in the table: by id, by agency and state, by owner, and what is published."""

from collections.abc import Iterator
from datetime import datetime

from contracts.terms.feedback import FeedbackState
from contracts.voice import FeedbackChanged, FeedbackSubmitted
from kit.core.events import Change, Envelope
from kit.core.model import Aggregate
from kit.persistence.items import Absent, Item, Put, Write
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from voice.domain.feedback import Feedback, vault_of

Page = tuple[list[Feedback], str | None]


class FeedbackRepository(Repository):
    """Part of the only door to the table of voice."""

    def index_attributes(self, state: Aggregate) -> dict[str, str | int]:
        """Feedback is in the list of its agency and state, by what is due first."""
        if not isinstance(state, Feedback):
            return super().index_attributes(state)
        first = state.due or state.submitted_at
        return {"by": _listed(state.agency, state.state), "at": f"{first.isoformat()}#{state.id}"}

    def feedback(self, id: str) -> Feedback | None:
        """With what was written opened; raises Unreadable once it is erased."""
        return self.load(Feedback, id)

    def sealed_feedback(self, id: str) -> Feedback | None:
        """With what was written left sealed."""
        return self.load_sealed(Feedback, id)

    def submit_feedback(self, feedback: Feedback, event: FeedbackSubmitted, at: datetime) -> None:
        """New feedback under a key of its own, in its owner's list; raises Conflict."""
        if self.vault is not None:
            self.vault.create(vault_of(feedback.id))
        line = Put(Item(_own(str(feedback.owner)), feedback.id, "{}"), Absent())
        self.commit([Change(feedback, event)], at=at, extra_writes=[line])

    def receive_question(
        self, question: Feedback, event: FeedbackSubmitted, cause: Envelope, at: datetime
    ) -> None:
        """A question of the National Portal, whose key the exchange has made; raises Conflict,
        Duplicate.
        """
        self.commit([Change(question, event)], at=at, cause=cause)

    def save_feedback(self, feedback: Feedback, event: FeedbackChanged, at: datetime) -> None:
        """The next state; published feedback is listed for everybody; raises Conflict."""
        lines: list[Write] = []
        if feedback.public is not None and feedback.state == "published":
            lines = [Put(Item(_published(feedback.agency), feedback.id, "{}"))]
        self.commit([Change(feedback, event)], at=at, extra_writes=lines)

    def feedback_of_agency(
        self, agency: str, state: FeedbackState, after: str | None, limit: int
    ) -> Page:
        """A page of an agency's feedback in a state, what is due first; words stay sealed."""
        query = Query(
            partition=_listed(agency, state),
            index="by-at",
            after=after,
            limit=limit,
            consistent=False,
        )
        page = self._table.query(query)
        return [self.parse_sealed(Feedback, item.doc) for item in page.items], page.after

    def feedback_of_owner(self, owner: str, limit: int) -> list[Feedback]:
        """The newest of a person, words sealed."""
        query = Query(partition=_own(owner), limit=limit, newest_first=True)
        return self._sealed([item.sk for item in self._table.query(query).items])

    def published_feedback(self, agency: str, after: str | None, limit: int) -> Page:
        """A page of what an agency published, the newest first."""
        query = Query(partition=_published(agency), after=after, limit=limit, newest_first=True)
        page = self._table.query(query)
        return self._sealed([item.sk for item in page.items]), page.after

    def all_feedback_of(self, people: tuple[str, ...]) -> Iterator[str]:
        """The id of everything that a person wrote, under each id that they have or had."""
        for person in people:
            for item in self._table.all(Query(partition=_own(person))):
                yield item.sk

    def holds_key(self, vault: str) -> bool:
        """Whether what lies under a key can still be read."""
        return self.vault is not None and self.vault.holds(vault)

    def forget_owner(self, owner: str) -> None:
        """What a person wrote is unreadable from now on."""
        for item in self._table.all(Query(partition=_own(owner))):
            if self.vault is not None:
                self.vault.destroy(vault_of(item.sk))

    def _sealed(self, ids: list[str]) -> list[Feedback]:
        return [each for each in map(self.sealed_feedback, ids) if each is not None]


def _listed(agency: str, state: FeedbackState) -> str:
    return f"feedback#{agency}#{state}"


def _own(owner: str) -> str:
    return f"OWN_FEEDBACK#{owner}"


def _published(agency: str) -> str:
    return f"PUBLISHED_FEEDBACK#{agency}"
