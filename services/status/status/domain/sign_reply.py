"""What an official says of a sign under which they are listed: every text, the latest holds."""

from hashlib import sha256
from typing import ClassVar, Final

from contracts.terms import Moment
from kit.core.errors import Conflicting
from kit.core.model import Aggregate, Model, Sealed

MOST: Final = 50
"""Texts of one reply: as many as an item of the table holds with ease."""


class TooManyReplies(Conflicting):
    """The reply was changed too often."""

    code = "too_many_replies"
    vi = "Giải trình đã được sửa 50 lần, không sửa được nữa; vui lòng trao đổi với người giám sát."
    en = "This reply was changed 50 times and can no longer be; please talk to your supervisor."


class ReplyText(Model):
    """A text, from when it was the official's reply."""

    text: Sealed[str]
    at: Moment


class SignReply(Aggregate):
    """The reply of one official to one sign, the earliest text first."""

    KIND: ClassVar[str] = "SIGN_REPLY"

    official: str
    sign: str
    texts: tuple[ReplyText, ...] = ()

    def replied(self, text: str, at: Moment) -> "SignReply":
        """With this text; the same one where it holds already. Raises TooManyReplies."""
        if self.texts and self.texts[-1].text == text:
            return self
        if len(self.texts) >= MOST:
            raise TooManyReplies
        return self.evolve(texts=(*self.texts, ReplyText(text=text, at=at)))


def reply_id(official: str, sign: str) -> str:
    """Under which id a reply is stored."""
    return f"{official}#{sign}"


def vault_of(official: str) -> str:
    """Under which key what an official wrote lies."""
    return f"sign-{sha256(official.encode()).hexdigest()[:32]}"
