"""Feedback, a complaint or a question of a citizen to an agency, with every act on it."""

from typing import ClassVar

from contracts.terms import Moment
from contracts.terms.feedback import FeedbackAct, FeedbackKind, FeedbackState
from kit.core.errors import Conflicting
from kit.core.model import Aggregate, Model, Sealed
from voice.domain.feedback_acts import RESTARTS, due_of, limit_of, next_state


class SecondReaderRequired(Conflicting):
    """Whoever resolved it may not publish it: somebody else looks for what names a person."""

    code = "second_reader_required"
    vi = "Người đã trả lời không được tự công khai; cán bộ khác cần đọc và che thông tin cá nhân."
    en = "Whoever replied may not publish; another official has to read it and mask personal data."


class AskerNotHere(Conflicting):
    """It was asked at the National Portal, where nobody can be asked for more."""

    code = "asker_not_here"
    vi = (
        "Câu hỏi gửi từ Cổng Dịch vụ công quốc gia nên không thể yêu cầu bổ sung. Vui lòng trả lời."
    )
    en = "The question came from the National Portal; more cannot be asked for. Please reply to it."


class FeedbackEntry(Model):
    """An act: `text` is what was said with it, `agency` where it was forwarded. `late`: after the
    limit. `by` None: the citizen.
    """

    act: FeedbackAct
    at: Moment
    by: str | None = None
    text: Sealed[str | None] = None
    agency: str | None = None
    late: bool = False


class PublicText(Model):
    """What everybody reads: without names, as the second reader left it."""

    question: str
    reply: str
    at: Moment


class Feedback(Aggregate):
    """`since` is the moment from which the limits of the next acts are counted; `about` the
    dossier that it concerns. `national` is the HOIDAPID of a question that was asked at the
    National Portal: it has no `owner` here.
    """

    KIND: ClassVar[str] = "FEEDBACK"

    kind: FeedbackKind
    agency: str
    owner: str | None = None
    national: str | None = None
    about: str | None = None
    text: Sealed[str]
    state: FeedbackState = "received"
    submitted_at: Moment
    since: Moment
    due: Moment | None = None
    entries: tuple[FeedbackEntry, ...] = ()
    public: PublicText | None = None

    @property
    def resolver(self) -> str | None:
        """Whoever resolved it; None before that."""
        resolved = [each.by for each in self.entries if each.act == "resolve"]
        return resolved[-1] if resolved else None


def vault_of(id: str) -> str:
    """Under which key what was written lies."""
    return f"feedback-{id}"


def act_on(feedback: Feedback, entry: FeedbackEntry, public: PublicText | None = None) -> Feedback:
    """The feedback after an act.

    Raises FeedbackActNotAllowed, SecondReaderRequired, AskerNotHere.
    """
    state = next_state(entry.act, feedback.state)
    if entry.act == "request_supplement" and feedback.national is not None:
        raise AskerNotHere
    if entry.act == "publish" and entry.by == feedback.resolver:
        raise SecondReaderRequired
    since = entry.at if entry.act in RESTARTS else feedback.since
    return feedback.evolve(
        state=state,
        agency=entry.agency or feedback.agency,
        since=since,
        due=due_of(state, since),
        entries=(*feedback.entries, entry.evolve(late=is_late(feedback, entry))),
        public=public or feedback.public,
    )


def is_late(feedback: Feedback, entry: FeedbackEntry) -> bool:
    """Whether the act's limit had ended."""
    limit = limit_of(entry.act, feedback.since)
    return limit is not None and entry.at > limit
