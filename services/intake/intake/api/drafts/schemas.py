"""What a draft answers."""

from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import Field

from contracts.required_documents import DocumentCase
from contracts.terms import (
    LocalizedText,
    Quote,
)
from intake.api.drafts.entry_schemas import EntryView
from intake.api.drafts.paper_schemas import AttachmentView
from intake.api.drafts.task_schemas import ComponentView, ObstacleView, PageView
from intake.domain.demanded_papers import cases_offered
from intake.domain.transitions import DraftState
from intake.drafts.overview import Overview
from kit.core.local_time import LocalTime
from kit.core.model import Model

Answers = Annotated[dict[str, Any], Field(description="What was declared in the form")]


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
    entry: Annotated[
        EntryView | None, Field(description="What a desk entered; null: its owner drafts it")
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
    paper_cases: Annotated[
        tuple[str, ...] | None, Field(description="The cases of papers that were chosen")
    ]
    case_choices: Annotated[
        tuple[DocumentCase, ...],
        Field(description="The cases of papers to choose from; empty: there is nothing to choose"),
    ]
    components: Annotated[
        tuple[ComponentView, ...],
        Field(description="The documents of its channel and cases, with what is demanded"),
    ]
    papers: Annotated[
        tuple[AttachmentView, ...], Field(description="Its attachments, as they were announced")
    ]
    missing: Annotated[
        tuple[str, ...],
        Field(
            description="What stands before the filing: pages.<page>, paper_cases, "
            "papers.<component>, me"
        ),
    ]
    obstacle: Annotated[
        ObstacleView | None,
        Field(description="Why nobody takes it now, whatever is missing; null: nothing"),
    ]
    demonstration: Annotated[
        LocalizedText | None,
        Field(description="The notice of a stage that is a demonstration only"),
    ] = None
    filed_before: Annotated[
        str | None,
        Field(
            description="The code of the dossier that its owner filed with the same answers "
            "within 24 hours; filing it again is possible"
        ),
    ]
    can_ask_data: Annotated[
        bool, Field(description="Whether there are papers whose data the State may have")
    ]
    saved_papers: Annotated[int, Field(description="How many papers data replace")]
    can_file: Annotated[bool, Field(description="Whether it can be filed as it is")]
    expires: Annotated[LocalTime, Field(description="When an open draft is deleted")]
    dossier: Annotated[str | None, Field(description="The dossier's code once it is filed")]
    quote: Annotated[
        Quote | None, Field(description="What filing it now costs; null once it is filed")
    ]

    @classmethod
    def of(cls, overview: Overview, agency_name: str, language: str, at: datetime) -> Self:
        draft, procedure = overview.draft, overview.procedure
        statement, obstacle = draft.statement, overview.obstacle
        source = procedure.content.source if procedure else ""
        choices = cases_offered(procedure.content) if procedure else ()
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
            entry=draft.entry and EntryView.of(draft.entry),
            answers=draft.answers,
            prefilled=overview.prefilled_answers or {},
            locked=overview.locked,
            pages=tuple(map(PageView.of, overview.pages)),
            paper_cases=statement and statement.cases,
            case_choices=choices,
            components=tuple(
                ComponentView.of(each, source, draft.data, at) for each in overview.papers
            ),
            papers=tuple(AttachmentView.of(each, language) for each in overview.attachments),
            missing=overview.missing,
            obstacle=obstacle and ObstacleView.of(obstacle, language),
            can_ask_data=overview.can_ask_data,
            saved_papers=len(draft.data.saved(procedure.content))
            if draft.data and procedure
            else 0,
            filed_before=overview.filed_before,
            can_file=overview.can_file,
            expires=draft.expires,
            dossier=draft.code,
            quote=overview.quote,
        )
