"""What officials get back of a file that is to be a result."""

from typing import Annotated, Self

from pydantic import Field

from contracts.intake import AttachmentState
from contracts.terms import Sha256, SignatureState
from intake.domain.attachment import Attachment
from intake.domain.rejections import rejection_sentence
from kit.core.model import Model


class ResultFileView(Model):
    """The state of an upload that is to be a result."""

    paper: Annotated[str, Field(description="The attachment's id")]
    state: Annotated[AttachmentState, Field(description="Awaited, checked or rejected")]
    why: Annotated[str | None, Field(description="The code of the check that it failed")]
    detail: Annotated[
        str | None, Field(description="The same as a sentence in the caller's language")
    ]
    pages: Annotated[int | None, Field(description="Its pages, once it is checked")]
    sha256: Annotated[
        Sha256 | None,
        Field(description="Of the checked copy, which a proposal names; null: not checked"),
    ]
    signature: Annotated[
        SignatureState | None,
        Field(description="What its signatures are worth; the copy has none; null: it bears none"),
    ]

    @classmethod
    def of(cls, attachment: Attachment, language: str) -> Self:
        return cls(
            paper=attachment.id,
            state=attachment.state,
            why=attachment.why,
            detail=rejection_sentence(attachment.why, language) if attachment.why else None,
            pages=attachment.pages,
            sha256=attachment.shown,
            signature=attachment.signature,
        )
