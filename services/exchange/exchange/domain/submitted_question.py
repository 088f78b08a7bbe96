"""A question as the National Portal lists it: nothing in it is trusted."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

from pydantic import BeforeValidator, ConfigDict, StringConstraints, ValidationError

from kit.core.model import Model

MOST_CHARACTERS: Final = 10_000
"""The longest question that is taken; what the portal takes of a citizen is not known (assumed)."""
HIDDEN: Final = "0"
"""TRANGTHAI of a question that agencies leave alone (read in public code)."""


def _text(value: Any) -> Any:
    """Numbers come as numbers and as texts."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else value or ""


Number = Annotated[
    str, BeforeValidator(_text), StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,100}$")
]
Word = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=500)]
Words = Annotated[
    str,
    BeforeValidator(_text),
    StringConstraints(min_length=1, max_length=MOST_CHARACTERS),
]


class QuestionNotTaken(Exception):
    """A field is missing or of another form; its text is the field's name."""


class SubmittedQuestion(Model):
    """The members that are read; the name, address, phone and mail of whoever asked stay there."""

    model_config = ConfigDict(extra="ignore")

    HOIDAPID: Number
    NOIDUNG: Words
    MADONVI: Word = ""
    TRANGTHAI: Word = ""
    TRALOIID: Word = ""

    @property
    def is_open(self) -> bool:
        """Whether somebody is to reply."""
        return self.TRANGTHAI != HIDDEN and self.TRALOIID in ("", "0")


def submitted_question(members: Mapping[str, Any]) -> SubmittedQuestion:
    """Raises QuestionNotTaken."""
    try:
        return SubmittedQuestion.model_validate(dict(members))
    except ValidationError as error:  # its text quotes what a person wrote
        raise QuestionNotTaken(str(error.errors()[0]["loc"][0])) from None
