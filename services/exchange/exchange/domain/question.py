"""A question (hỏi đáp): asked at the portal and replied to here, or asked and published here."""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal

from contracts.terms import Moment
from exchange.domain.national_form import cut, moment_text
from kit.core.errors import NotFound
from kit.core.model import Aggregate, JsonDict, Model, Sealed

REPLIES: Final = "DongBoKetQuaHoiDapGuiTuDVCQG"
QUESTIONS: Final = "DongBoHoiDap"
QuestionState = Literal["open", "waiting", "sent", "refused"]
"""open: nobody has replied yet, so that there is nothing to send."""
LEASE: Final = timedelta(seconds=330)
"""How long a call is one run's, and how long after it the portal may still carry it out."""
FIRST_PAUSE: Final = timedelta(seconds=60)
LONGEST_PAUSE: Final = timedelta(hours=1)
TRIED_AGAIN: Final = timedelta(days=1)
"""When what the portal refused is sent again, until somebody has set right why."""
LATE_AFTER: Final = 12
"""Failures in a row after which an alarm rings: about seven hours of tries."""


class QuestionRefusal(Model):
    """Which field the portal refused; `message` may quote what was sent."""

    field: str
    code: str
    message: Sealed[str]
    at: Moment


class ReplyToSend(Model):
    """What is sent of a question: `text` to whoever asked it at the portal, or where `text` is None
    `question`, as it is published here. `sequence` is that of the event of voice.
    """

    sequence: int
    agency: str
    agency_name: str
    by_name: Sealed[str | None] = None
    at: Moment
    text: Sealed[str | None] = None
    question: str | None = None


class Question(Aggregate):
    """Of HOIDAPID `id`: the portal's number of a question that was asked there, and of one that was
    asked here the id of its feedback. `vault` is the key of that feedback.

    `due_at`: when it is sent next. `is_unknown`: the outcome of the last call is unknown, so that
    the portal is asked first. `failures` are those in a row.
    """

    KIND: ClassVar[str] = "QUESTION"

    feedback: str
    state: QuestionState = "open"
    reply: ReplyToSend | None = None
    due_at: Moment | None = None
    is_unknown: bool = False
    failures: int = 0
    refusal: QuestionRefusal | None = None

    @property
    def service(self) -> str:
        """The portal's service that takes it."""
        return REPLIES if self.reply and self.reply.question is None else QUESTIONS

    def is_due(self, at: datetime) -> bool:
        """Whether it is to be sent now."""
        return self.due_at is not None and self.due_at <= at

    def item(self) -> JsonDict:
        """What is sent, in the service's own form; raises NotFound where there is nothing."""
        if self.reply is None:
            raise NotFound
        item = _reply_item if self.reply.question is None else _question_item
        return item(self, self.reply)


def _reply_item(question: Question, reply: ReplyToSend) -> JsonDict:
    return {
        "HOIDAPID": question.id,
        "MADONVI": reply.agency,
        "NGUOITRALOI": cut("NGUOITRALOI", reply.by_name or reply.agency_name or reply.agency),
        "CHUCVUNGUOITRALOI": "",
        "NGAYTRALOI": moment_text(reply.at),
        "NOIDUNGTRALOI": cut("NOIDUNGTRALOI", reply.text or ""),
    }


def _question_item(question: Question, reply: ReplyToSend) -> JsonDict:
    return {
        "HOIDAPID": question.id,
        "MaLinhVuc": "",  # of a question of ours nobody states it
        "NOIDUNG": cut("NOIDUNG", reply.question or ""),
        "MADONVI": reply.agency,
        "TENDONVI": cut("TENDONVI", reply.agency_name),
    }


def with_reply(question: Question, reply: ReplyToSend, at: datetime) -> Question:
    """There is something to send; the same question where it has this reply, or a later one."""
    if question.reply and question.reply.sequence >= reply.sequence:
        return question
    return question.evolve(reply=reply, state="waiting", due_at=at, failures=0, refusal=None)


def taken(question: Question, at: datetime) -> Question:
    """Under a lease, and marked before the call: whether it had an effect is unknown until the
    answer is stored.
    """
    return question.evolve(due_at=at + LEASE, is_unknown=True)


def sent(question: Question) -> Question:
    """The portal has it: from now on what was said is kept by voice alone."""
    reply = question.reply.evolve(text=None, by_name=None) if question.reply else None
    return question.evolve(state="sent", due_at=None, is_unknown=False, failures=0, reply=reply)


def postponed(question: Question, at: datetime, *, is_silent: bool, is_unknown: bool) -> Question:
    """A call failed: it waits, each time twice as long; after a silence, until nothing can come of
    the call any more.
    """
    pause = min(FIRST_PAUSE * 2 ** min(question.failures, 10), LONGEST_PAUSE)
    return question.evolve(
        failures=question.failures + 1,
        due_at=at + max(pause, LEASE if is_silent else pause),
        is_unknown=is_unknown,
    )


def released(question: Question, at: datetime, *, is_unknown: bool) -> Question:
    """Given back untried."""
    return question.evolve(due_at=at, is_unknown=is_unknown)


def refused(question: Question, refusal: QuestionRefusal, at: datetime) -> Question:
    """Set aside for a day: an alarm rings, and the log names the field."""
    return question.evolve(
        state="refused", refusal=refusal, due_at=at + TRIED_AGAIN, is_unknown=False, failures=0
    )


def unreadable(question: Question) -> Question:
    """What was to be sent is erased: nothing is sent any more."""
    return question.evolve(state="sent", due_at=None, is_unknown=False)
