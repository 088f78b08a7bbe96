"""What citizens and officials request about feedback."""

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from contracts.terms import AgencyCode, DossierCode
from contracts.terms.feedback import FeedbackKind, FeedbackState
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.http.pagination import PageQuery

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
FeedbackId = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]
StaffAct = Literal["accept", "refuse", "request_supplement", "forward", "resolve", "publish"]
WITH_TEXT = frozenset({"refuse", "request_supplement", "resolve"})


class FeedbackBody(Body):
    """What a person writes to an agency."""

    kind: Annotated[FeedbackKind, Field(description="Feedback, complaint or question")]
    agency: Annotated[AgencyCode, Field(description="The agency that it concerns")]
    dossier: Annotated[DossierCode | None, Field(description="The dossier; null: none")] = None
    text: Annotated[Text, Field(description="In the person's words")]


class SupplementBody(Body):
    """What the agency requested."""

    text: Annotated[Text, Field(description="In the person's words")]


class ActBody(Body):
    """An official's act."""

    act: Annotated[StaffAct, Field(description="What is done")]
    text: Annotated[
        Text | None,
        Field(description="Ground of a refusal, what is requested, or the reply; for the person"),
    ] = None
    agency: Annotated[AgencyCode | None, Field(description="Where it is forwarded")] = None
    question: Annotated[
        Text | None, Field(description="What everybody reads of the feedback, without names")
    ] = None
    reply: Annotated[
        Text | None, Field(description="What everybody reads of the reply, without names")
    ] = None

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.act in WITH_TEXT and self.text is None:
            raise ValueError("this act needs a text")
        if (self.act == "forward") != (self.agency is not None):
            raise ValueError("an agency is named by who forwards, and by nobody else")
        if (self.act == "publish") != (self.question is not None and self.reply is not None):
            raise ValueError("question and reply are named by who publishes, and by nobody else")
        return self


class FeedbackQuery(PageQuery):
    """Whose feedback in which state, and which page."""

    agency: Annotated[AgencyCode | None, Field(description="None: the caller's first agency")] = (
        None
    )
    state: Annotated[FeedbackState, Field(description="Where it stands")] = "received"


class PublishedQuery(PageQuery):
    """Whose published feedback, and which page."""

    agency: Annotated[AgencyCode, Field(description="The agency")]
