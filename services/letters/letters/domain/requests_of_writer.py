"""What the writer of a letter asks of those that have it: to give it back, or to take another."""

from typing import Final

from contracts.terms import Moment
from contracts.terms.letters import Reply, RequestKind
from kit.core.errors import Conflicting
from kit.core.model import Model, Sealed


class LetterRequestOpen(Conflicting):
    """The clerk replies to what the writer asks first."""

    code = "letter_request_open"
    vi = "Cơ quan gửi đang đề nghị thu hồi hoặc thay thế văn bản này; văn thư cần trả lời trước."
    en = "The sender asks to take this letter back or to replace it; the clerk has to reply first."


class LetterRequestReplied(Conflicting):
    """The writer asks nothing, or has its reply."""

    code = "letter_request_replied"
    vi = "Không còn đề nghị nào của cơ quan gửi cần trả lời."
    en = "There is no request of the sender left to reply to."


class WriterRequest(Model):
    """`letter` is the one that updates or replaces; `id` makes repeats one."""

    id: str
    kind: RequestKind
    reason: Sealed[str]
    at: Moment
    by: str
    letter: str | None = None


class RequestRecord(Model):
    """A request as one agency has it, with its one reply; `by` None: nobody had acted yet."""

    request: WriterRequest
    reply: Reply | None = None
    replied_at: Moment | None = None
    by: str | None = None


MOST_REQUESTS: Final = 20
