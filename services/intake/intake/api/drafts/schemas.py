"""What drafts, uploads and filings answer."""

from typing import Annotated, Any, Self

from pydantic import Field

from contracts.intake import AttachmentState
from contracts.terms import (
    LocalizedText,
    Quote,
    SignatureState,
)
from intake.domain.attachment import Attachment
from intake.domain.dossier import Dossier
from intake.domain.draft_pages import PageState
from intake.domain.rejections import rejection_sentence
from intake.domain.transitions import DraftState
from intake.drafts.overview import ComponentState, Overview, PageTask, PaperTask
from kit.core.local_time import LocalTime
from kit.core.model import Model

Answers = Annotated[dict[str, Any], Field(description="What was declared in the form")]


class PageView(Model):
    """A page of the form, as far as it is answered."""

    page: Annotated[str, Field(description="Its id in the form")]
    title: Annotated[LocalizedText, Field(description="Its heading")]
    state: Annotated[
        PageState,
        Field(description="open, begun, done, or again: its questions have changed since"),
    ]

    @classmethod
    def of(cls, task: PageTask) -> Self:
        return cls(page=task.page.id, title=task.page.title, state=task.state)


class ComponentView(Model):
    """A document that the procedure asks for (thành phần hồ sơ)."""

    component: Annotated[str, Field(description="Its id in the procedure")]
    name: Annotated[str, Field(description="The name of the document")]
    required: Annotated[bool, Field(description="Whether nothing is filed without it")]
    state: Annotated[ComponentState, Field(description="missing, checking, rejected or checked")]

    @classmethod
    def of(cls, task: PaperTask) -> Self:
        component = task.component
        return cls(
            component=component.id,
            name=component.name,
            required=component.required,
            state=task.state,
        )


class DraftView(Model):
    """A draft: all that a task list needs."""

    draft: Annotated[str, Field(description="Its id")]
    state: Annotated[DraftState, Field(description="Whether it is open or filed")]
    procedure: Annotated[str, Field(description="Mã thủ tục hành chính")]
    procedure_name: Annotated[
        str | None, Field(description="Tên thủ tục; null once no version is in force")
    ]
    agency: Annotated[str, Field(description="The agency that the dossier is for")]
    agency_name: Annotated[str, Field(description="Its name; empty where it is no more")]
    case: Annotated[str | None, Field(description="The case (trường hợp); null: the usual one")]
    fee_case: Annotated[str | None, Field(description="The case of the fee, where chosen apart")]
    group: Annotated[str | None, Field(description="The group that pays less, where claimed")]
    counts: Annotated[
        dict[str, int], Field(description="How many units of a counted fee line, by its line")
    ]
    answers: Answers
    prefilled: Annotated[
        dict[str, Any], Field(description="What the profile has for fields of the form")
    ]
    locked: Annotated[
        tuple[str, ...], Field(description="Fields that are answered as in `prefilled`: verified")
    ]
    pages: Annotated[
        tuple[PageView, ...], Field(description="The pages that the present answers ask, in order")
    ]
    components: Annotated[
        tuple[ComponentView, ...], Field(description="The documents of the procedure")
    ]
    papers: Annotated[
        tuple["AttachmentView", ...], Field(description="Its attachments, as they were announced")
    ]
    missing: Annotated[
        tuple[str, ...],
        Field(description="What stands before the filing: pages.<page>, papers.<component>, me"),
    ]
    can_file: Annotated[bool, Field(description="Whether it can be filed as it is")]
    expires: Annotated[LocalTime, Field(description="When an open draft is deleted")]
    dossier: Annotated[str | None, Field(description="The dossier's code once it is filed")]
    quote: Annotated[
        Quote | None, Field(description="What filing it now costs; null once it is filed")
    ]

    @classmethod
    def of(cls, overview: Overview, agency_name: str, language: str) -> Self:
        draft, procedure = overview.draft, overview.procedure
        return cls(
            draft=draft.id,
            state=draft.state,
            procedure=draft.procedure,
            procedure_name=procedure.content.name if procedure else None,
            agency=draft.agency,
            agency_name=agency_name,
            case=draft.case,
            fee_case=draft.fee_case,
            group=draft.group,
            counts=draft.counts,
            answers=draft.answers,
            prefilled=overview.prefilled_answers or {},
            locked=overview.locked,
            pages=tuple(map(PageView.of, overview.pages)),
            components=tuple(map(ComponentView.of, overview.papers)),
            papers=tuple(AttachmentView.of(each, language) for each in overview.attachments),
            missing=overview.missing,
            can_file=overview.can_file,
            expires=draft.expires,
            dossier=draft.code,
            quote=overview.quote,
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
