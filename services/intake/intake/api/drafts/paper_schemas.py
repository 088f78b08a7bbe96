"""What announcements and uploads answer."""

from typing import Annotated, Self

from pydantic import Field

from contracts.intake import AttachmentState
from contracts.terms import SignatureState
from intake.domain.attachment import Attachment
from intake.domain.paper_reference import PaperReference, StoredKind
from intake.domain.rejections import rejection_sentence
from kit.core.local_time import LocalTime
from kit.core.model import Model


class UploadView(Model):
    """Where the file is posted to: a multipart form of `fields` and, last, `file`."""

    paper: Annotated[str, Field(description="The attachment's id")]
    url: Annotated[str, Field(description="The address of the form")]
    fields: Annotated[dict[str, str], Field(description="The form's fields, as they are")]
    expires: Annotated[LocalTime, Field(description="Until when the form is good")]


class ReusedView(Model):
    """A paper of the data warehouse, used by reference."""

    dossier: Annotated[str, Field(description="The dossier that it comes from")]
    document: Annotated[str, Field(description="The sealed document")]
    kind: Annotated[StoredKind, Field(description="A result, or a copy of an original")]

    @classmethod
    def of(cls, reference: PaperReference) -> Self:
        return cls(**{name: getattr(reference, name) for name in cls.model_fields})


class AttachmentView(Model):
    """The state of an upload."""

    paper: Annotated[str, Field(description="The attachment's id")]
    component: Annotated[str, Field(description="The procedure's component it is for")]
    name: Annotated[str, Field(description="The name of its file")]
    state: Annotated[AttachmentState, Field(description="Awaited, checked or rejected")]
    why: Annotated[str | None, Field(description="The code of the check that it failed")]
    detail: Annotated[
        str | None, Field(description="The same as a sentence in the caller's language")
    ]
    pages: Annotated[int | None, Field(description="Its pages, once it is checked")]
    signature: Annotated[
        SignatureState | None,
        Field(description="What a PDF's signatures are worth; null: it bears none"),
    ]
    scanned: Annotated[bool, Field(description="Whether a scanner of viruses looked at it")]
    photos: Annotated[
        tuple[str, ...], Field(description="The pictures that it is a PDF of, a page each")
    ]

    reused: Annotated[
        ReusedView | None, Field(description="The paper of the data warehouse that it is")
    ]

    @classmethod
    def of(cls, attachment: Attachment, language: str) -> Self:
        return cls(
            paper=attachment.id,
            component=attachment.component,
            name=attachment.name,
            state=attachment.state,
            why=attachment.why,
            detail=rejection_sentence(attachment.why, language) if attachment.why else None,
            pages=attachment.pages,
            signature=attachment.signature,
            scanned=attachment.scanned,
            photos=attachment.photos,
            reused=attachment.reused and ReusedView.of(attachment.reused),
        )
