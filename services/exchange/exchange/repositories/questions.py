"""Questions in the table, and which of them are to be sent."""

from datetime import datetime
from typing import Final

from contracts.national import QuestionReceived
from exchange.domain.question import Question
from kit.core.events import Change
from kit.core.model import NoKey
from kit.core.time import stamp
from kit.persistence.query import Query
from kit.persistence.repository import Repository

QUESTION: Final = "question"
"""What the index calls questions that are to be sent, from the moment at which they are due."""


class Questions(Repository):
    """Questions (hỏi đáp) of both ways."""

    def question(self, id: str) -> Question | None:
        """With what is sent opened; raises Unreadable once it is erased."""
        return self.load(Question, id)

    def sealed_question(self, id: str) -> Question | None:
        """With what is sent left sealed."""
        return self.load_sealed(Question, id)

    def due_questions(self, at: datetime, limit: int) -> list[str]:
        """Ids of those that are to be sent now, the longest due first."""
        query = Query(partition=QUESTION, index="waiting", upto=stamp(at), limit=limit)
        return [item.pk.removeprefix("QUESTION#") for item in self._table.query(query).items]

    def holds_key_of(self, question: Question) -> bool:
        """Whether what was written can still be read: it is not erased."""
        return self.vault is not None and self.vault.holds(str(question.vault))

    def receive_question(self, question: Question, event: QuestionReceived, at: datetime) -> None:
        """A new one under the key of its feedback; raises Conflict where it is here already."""
        if self.vault is None:
            raise NoKey
        self.vault.create(str(question.vault))
        self.commit([Change(question, event)], at=at)


def question_attributes(question: Question) -> dict[str, str | int]:
    """It stands among those that are to be sent while it is one."""
    return {"waiting": QUESTION, "since": stamp(question.due_at)} if question.due_at else {}
