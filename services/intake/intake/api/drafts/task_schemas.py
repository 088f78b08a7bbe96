"""What a task list answers: pages, papers, and what stands in the way."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field

from contracts.registries import RegistryOutcome
from contracts.required_documents import HeldPart
from contracts.terms import LocalizedText
from intake.domain.data_request import DataRequest
from intake.domain.draft_pages import PageState
from intake.domain.paper_reasons import reason_words
from intake.drafts.overview import PageTask
from intake.drafts.paper_tasks import ComponentState, PaperTask
from kit.core.errors import ServiceError
from kit.core.model import Model


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
    required: Annotated[
        bool,
        Field(description="Whether nothing is filed without it, or one of its alternatives"),
    ]
    alternatives: Annotated[
        tuple[str, ...], Field(description="Components of which one is enough in its place")
    ]
    case: Annotated[str | None, Field(description="The case of papers it belongs to")]
    condition: Annotated[
        str | None,
        Field(description="The words of the condition that somebody has to state; null: none"),
    ]
    is_conditional: Annotated[
        bool, Field(description="Whether it is required only where its condition applies")
    ]
    applies: Annotated[
        bool | None, Field(description="What was stated of the condition; null: nothing yet")
    ]
    held_by: Annotated[
        tuple[str, ...],
        Field(description="National databases that have its data: it is not to be filed"),
    ]
    held_parts: Annotated[
        tuple[HeldPart, ...],
        Field(description="Papers within it whose data the State has: these are left out"),
    ]
    reason: Annotated[LocalizedText | None, Field(description="Why it is required, or is not")]
    source: Annotated[str, Field(description="Where that was read")]
    state: Annotated[ComponentState, Field(description="missing, checking, rejected or checked")]
    data: Annotated[
        RegistryOutcome | Literal["asked"] | None,
        Field(
            description="found: data replace it; asked: an answer is awaited; differs, not_found, "
            "unavailable: why it is required after all; null: nobody asked"
        ),
    ]

    @classmethod
    def of(cls, task: PaperTask, source: str, request: DataRequest | None, at: datetime) -> Self:
        component, demand = task.component, task.demand
        enough = demand.ids if demand else ()
        return cls(
            component=component.id,
            name=component.name,
            required=demand is not None,
            alternatives=tuple(each for each in enough if each != component.id),
            case=component.case,
            condition=component.condition,
            is_conditional=task.is_conditional,
            applies=task.applies,
            held_by=component.held_by,
            held_parts=component.held_parts,
            reason=reason_words(component),
            source=source,
            state=task.state,
            data=_data(component.id, request, at),
        )


def _data(
    component: str, request: DataRequest | None, at: datetime
) -> RegistryOutcome | Literal["asked"] | None:
    if request is None:
        return None
    return request.outcome_of(component) or ("asked" if request.awaits(component, at) else None)


class ObstacleView(Model):
    """Why a draft is not taken as it is: the procedure is closed, its agency does not offer it."""

    code: Annotated[str, Field(description="The code that its filing would be refused with")]
    detail: Annotated[str, Field(description="The same as a sentence")]

    @classmethod
    def of(cls, refusal: ServiceError, language: str) -> Self:
        return cls(code=refusal.code, detail=refusal.message(language))
