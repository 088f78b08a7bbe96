"""The request of a data subject (yêu cầu của chủ thể dữ liệu), until it is decided and done."""

from datetime import datetime
from typing import ClassVar, Literal

from contracts.terms import Day, Moment
from intake.domain.transitions import SUBJECT_REQUEST_GRAPH, SubjectRequestState, next_state
from kit.core.model import Aggregate, Model, Sealed

SubjectRequestKind = Literal["see", "correct", "restrict", "erase"]


class Decision(Model):
    """What an official decided, and by whom; `reply` is what the person reads."""

    granted: bool
    by: str
    reply: Sealed[str | None] = None


class RetainedDossier(Model):
    """A dossier that must still be stored; `until`: the first day on which it need not be, None
    where nobody can say yet.
    """

    code: str
    until: Day | None


class PersonErasure(Model):
    """What the erasure of a whole person reached: how many dossiers, and those that stay.

    The first hundred of these are named.
    """

    erased: int
    stored: int
    retained: tuple[RetainedDossier, ...] = ()


class SubjectRequest(Aggregate):
    """`statement` is what the person wrote. `answer_by`: until when the province says what follows;
    `due`: until when what was requested is done. `done_at`: when it was. `people` are all ids of
    the person, `account` the key of the account that asks to erase a whole person, until it is.
    """

    KIND: ClassVar[str] = "SUBJECT_REQUEST"

    owner: str
    kind: SubjectRequestKind
    statement: Sealed[str | None] = None
    state: SubjectRequestState = "received"
    sent_at: Moment
    answer_by: Moment
    due: Moment
    decision: Decision | None = None
    decided_at: Moment | None = None
    done_at: Moment | None = None
    people: tuple[str, ...] = ()
    account: str | None = None
    erasure: PersonErasure | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Under which ids the person owns something."""
        return self.people or (self.owner,)

    @property
    def erases_person(self) -> bool:
        """Whether it is about all of the person's data, and not about one dossier."""
        return self.kind == "erase" and self.dossier is None

    def decide(self, decision: Decision, *, at: datetime) -> "SubjectRequest":
        """Granted or refused; whatever erases nothing is done with that. Raises NotInThisState."""
        if not decision.granted:
            act: Literal["refuse", "grant", "grant_erasure"] = "refuse"
        else:
            act = "grant_erasure" if self.kind == "erase" else "grant"
        state = next_state(SUBJECT_REQUEST_GRAPH, self.state, act)
        return self.evolve(
            state=state,
            decision=decision,
            decided_at=at,
            done_at=at if state == "done" else None,
        )

    def complete(self, *, at: datetime, erasure: PersonErasure | None = None) -> "SubjectRequest":
        """The erasure is done; raises NotInThisState."""
        state = next_state(SUBJECT_REQUEST_GRAPH, self.state, "complete")
        return self.evolve(state=state, done_at=at, erasure=erasure, account=None)
