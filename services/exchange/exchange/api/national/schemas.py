"""What the National Portal is answered."""

from typing import Annotated, Literal, Self

from pydantic import Field

from exchange.domain.push_answers import RECEIVED, PushAnswer
from kit.core.model import Model

Code = Annotated[
    Literal["0", "1", "-1"],
    Field(description="0: done; 1: the dossier is here already; -1: not taken"),
]
Message = Annotated[str, Field(description="Why, in Vietnamese")]


class PushSessionView(Model):
    """The session of a log-in."""

    session: Annotated[str, Field(description="The token of the session; empty: none")]
    error_code: Code
    message: Message

    @classmethod
    def opened(cls, token: str) -> Self:
        return cls(session=token, error_code=RECEIVED, message="")

    @classmethod
    def refused(cls, answer: PushAnswer) -> Self:
        return cls.model_validate({"session": "", **answer._asdict()})


class PushAnswerView(Model):
    """Whether a dossier was taken."""

    error_code: Code
    message: Message

    @classmethod
    def of(cls, answer: PushAnswer) -> Self:
        return cls.model_validate(answer._asdict())
