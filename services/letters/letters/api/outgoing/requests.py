"""What officials write of letters of their agency."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from contracts.terms import AgencyCode, DossierCode, Sha256
from contracts.terms.letters import LetterState, LetterType, RequestKind, Urgency
from kit.core.model import Body
from kit.http.pagination import PageQuery
from letters.api.requests import LastDay, LetterId, Organ, Text
from letters.domain.letter import MOST_FILES, MOST_RECIPIENTS, LetterFile, Supersession
from letters.outgoing.draft import LetterContent

Notation = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^\w[\w&.\-]{1,39}$", max_length=40)
]


class FileBody(Body):
    """A file that was uploaded."""

    sha256: Annotated[Sha256, Field(description="SHA-256 of the file, in lower-case hex")]
    name: Annotated[
        str, Field(min_length=1, max_length=200, description="The name that it is shown under")
    ]
    media_type: Annotated[str, Field(max_length=100, description="Its media type")]
    size: Annotated[int, Field(ge=1, le=50_000_000, description="Bytes")]


class SupersessionBody(Body):
    """Which earlier letter this one updates or replaces."""

    kind: Annotated[RequestKind, Field(description="update or replace")]
    letter: Annotated[LetterId, Field(description="The id of the earlier letter")]


class ContentBody(Body):
    """What is written on a letter, and to whom it goes."""

    type: Annotated[LetterType, Field(description="The kind of letter")]
    notation: Annotated[
        Notation, Field(description="What follows the number, as UBND-VP or QĐ-UBND")
    ]
    subject: Annotated[Text, Field(description="Trích yếu: what it is about")]
    urgency: Annotated[Urgency, Field(description="How urgent it is")] = "normal"
    reply_by: Annotated[
        LastDay | None, Field(description="By which day a reply is wanted; null: none is")
    ] = None
    recipients: Annotated[
        tuple[Organ, ...],
        Field(max_length=MOST_RECIPIENTS, description="Codes of the agencies that get it"),
    ] = ()
    files: Annotated[
        tuple[FileBody, ...], Field(max_length=MOST_FILES, description="The letter, then annexes")
    ] = ()

    @model_validator(mode="after")
    def _each_recipient_once(self) -> Self:
        if len(set(self.recipients)) < len(self.recipients):
            raise ValueError("recipients: each agency once")
        return self

    @property
    def content(self) -> LetterContent:
        """As the use cases take it."""
        return LetterContent(
            type=self.type,
            notation=self.notation,
            subject=self.subject,
            urgency=self.urgency,
            reply_by=self.reply_by,
            recipients=self.recipients,
            files=tuple(LetterFile(**each.model_dump()) for each in self.files),
        )


class DraftBody(ContentBody):
    """A new letter."""

    agency: Annotated[AgencyCode, Field(description="The agency that writes it")]
    dossier: Annotated[
        DossierCode | None, Field(description="The dossier that it is about; null: none")
    ] = None
    answers: Annotated[
        LetterId | None, Field(description="The letter that it replies to; null: none")
    ] = None
    supersedes: Annotated[
        SupersessionBody | None, Field(description="Which letter it updates or replaces")
    ] = None

    @property
    def content(self) -> LetterContent:
        """As the use cases take it."""
        earlier = self.supersedes
        return super().content.evolve(
            dossier=self.dossier,
            answers=self.answers,
            supersedes=Supersession(kind=earlier.kind, letter=earlier.letter) if earlier else None,
        )


class SignBody(Body):
    """How a letter is signed."""

    seal: Annotated[
        bool,
        Field(description="Whether the agency's signature is put into the first file, a PDF"),
    ] = True


class ReasonBody(Body):
    """Why."""

    reason: Annotated[Text, Field(description="The reason, for the register and the recipients")]


class OutgoingQuery(PageQuery):
    """Whose letters, in which state."""

    agency: Annotated[AgencyCode | None, Field(description="None: the caller's first agency")] = (
        None
    )
    state: Annotated[LetterState, Field(description="Letters in this state")] = "draft"
