"""What drafts, uploads and filings answer."""

from typing import Annotated, Any, Self

from pydantic import Field

from contracts.intake import AttachmentState
from contracts.terms import (
    Quote,
    SignatureState,
)
from intake.domain.attachment import Attachment
from intake.domain.dossier import Dossier
from intake.domain.draft import Draft
from intake.domain.rejections import rejection_sentence
from intake.domain.transitions import DraftState
from kit.core.local_time import LocalTime
from kit.core.model import Model

Answers = Annotated[dict[str, Any], Field(description="What was declared in the form")]


class DraftView(Model):
    """A draft."""

    draft: Annotated[str, Field(description="Its id")]
    state: Annotated[DraftState, Field(description="Whether it is open or filed")]
    procedure: Annotated[str, Field(description="Mã thủ tục hành chính")]
    agency: Annotated[str, Field(description="The agency that the dossier is for")]
    case: Annotated[str | None, Field(description="The case (trường hợp); null: the usual one")]
    answers: Answers
    papers: Annotated[tuple[str, ...], Field(description="The ids of its attachments")]
    expires: Annotated[LocalTime, Field(description="When an open draft is deleted")]
    dossier: Annotated[str | None, Field(description="The dossier's code once it is filed")]
    quote: Annotated[
        Quote | None, Field(description="What filing it now costs; null once it is filed")
    ]

    @classmethod
    def of(cls, draft: Draft, quote: Quote | None) -> Self:
        return cls(
            draft=draft.id,
            state=draft.state,
            procedure=draft.procedure,
            agency=draft.agency,
            case=draft.case,
            answers=draft.answers,
            papers=draft.attachments,
            expires=draft.expires,
            dossier=draft.code,
            quote=quote,
        )


class UploadView(Model):
    """Where the file is posted to: a multipart form of `fields` and, last, `file`."""

    paper: Annotated[str, Field(description="The attachment's id")]
    url: Annotated[str, Field(description="The address of the form")]
    fields: Annotated[dict[str, str], Field(description="The form's fields, as they are")]
    expires: Annotated[LocalTime, Field(description="Until when the form is good")]


class AttachmentView(Model):
    """The state of an upload."""

    paper: Annotated[str, Field(description="The attachment's id")]
    component: Annotated[str, Field(description="The procedure's component it is for")]
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

    @classmethod
    def of(cls, attachment: Attachment, language: str) -> Self:
        return cls(
            paper=attachment.id,
            component=attachment.component,
            state=attachment.state,
            why=attachment.why,
            detail=rejection_sentence(attachment.why, language) if attachment.why else None,
            pages=attachment.pages,
            signature=attachment.signature,
            scanned=attachment.scanned,
        )


class FilingView(Model):
    """A filed dossier, for its owner."""

    code: Annotated[str, Field(description="Mã hồ sơ")]
    lookup_key: Annotated[str, Field(description="Mã tra cứu: it opens the public look-up")]
    filed_at: Annotated[LocalTime, Field(description="The moment of the filing")]
    quote: Annotated[Quote, Field(description="What is to be paid, and when")]

    @classmethod
    def of(cls, dossier: Dossier) -> Self:
        return cls(
            code=dossier.id,
            lookup_key=dossier.lookup_key,
            filed_at=dossier.filed_at,
            quote=dossier.quote,
        )
