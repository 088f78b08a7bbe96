"""What drafts, uploads and filings answer."""

from typing import Annotated, Any, Self

from pydantic import Field

from contracts.terms import (
    LocalizedText,
    Quote,
)
from intake.api.drafts.paper_schemas import AttachmentView
from intake.api.schemas import Next
from intake.domain.dossier import Dossier
from intake.domain.draft_content import DraftSummary
from intake.domain.draft_pages import PageState
from intake.domain.transitions import DraftState
from intake.drafts.overview import ComponentState, Overview, PageTask, PaperTask
from kit.core.local_time import LocalTime
from kit.core.model import Model

Answers = Annotated[dict[str, Any], Field(description="What was declared in the form")]


class DraftSummaryView(Model):
    """A draft in its owner's list."""

    draft: Annotated[str, Field(description="Its id")]
    procedure: Annotated[str, Field(description="Mã thủ tục hành chính")]
    procedure_name: Annotated[str, Field(description="Tên thủ tục, as it was at the beginning")]
    created_at: Annotated[LocalTime, Field(description="When it was begun")]
    expires: Annotated[LocalTime, Field(description="When it is deleted")]

    @classmethod
    def of(cls, summary: DraftSummary) -> Self:
        return cls(**{name: getattr(summary, name) for name in cls.model_fields})


class DraftsView(Model):
    """A page of the caller's drafts."""

    items: Annotated[tuple[DraftSummaryView, ...], Field(description="Newest first")]
    next: Next


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
        tuple[AttachmentView, ...], Field(description="Its attachments, as they were announced")
    ]
    missing: Annotated[
        tuple[str, ...],
        Field(description="What stands before the filing: pages.<page>, papers.<component>, me"),
    ]
    filed_before: Annotated[
        str | None,
        Field(
            description="The code of the dossier that its owner filed with the same answers "
            "within 24 hours; filing it again is possible"
        ),
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
            filed_before=overview.filed_before,
            can_file=overview.can_file,
            expires=draft.expires,
            dossier=draft.code,
            quote=overview.quote,
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
