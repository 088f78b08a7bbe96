"""The papers of a draft's task list: what the filing demands, and how far each of them is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from contracts.required_documents import Component
from intake.domain.attachment import Attachment
from intake.domain.demanded_papers import (
    Demand,
    FilingSituation,
    concerns,
    demands,
    is_conditional,
)
from intake.domain.procedure_content import ProcedureContent

ComponentState = Literal["missing", "checking", "rejected", "checked"]


@dataclass(frozen=True, slots=True)
class PaperTask:
    """A document that concerns the draft, and the best of its attachments.

    `demand`: nothing is filed without it, or another one of the demand. `applies` is what was
    stated of the condition of a conditional one; None: nothing.
    """

    component: Component
    state: ComponentState
    demand: Demand | None = None
    is_conditional: bool = False
    applies: bool | None = None


def paper_tasks(
    content: ProcedureContent,
    situation: FilingSituation,
    attachments: Sequence[Attachment],
    at: datetime,
) -> list[PaperTask]:
    """Those of the draft's channel and cases, and those that have a file all the same."""
    return list(_tasks(content, situation, attachments, at))


def missing_papers(tasks: Sequence[PaperTask]) -> tuple[str, ...]:
    """What hinders the filing: of papers of which one is enough, the first one stands for all."""
    present = {task.component.id for task in tasks if task.state == "checked"}
    return tuple(
        task.component.id for task in tasks if task.state == "checking" or _is_unmet(task, present)
    )


def _tasks(
    content: ProcedureContent,
    situation: FilingSituation,
    attachments: Sequence[Attachment],
    at: datetime,
) -> Iterator[PaperTask]:
    demanded = {each: demand for demand in demands(content, situation) for each in demand.ids}
    for each in content.documents:
        own = [attachment for attachment in attachments if attachment.component == each.id]
        if own or each.id in demanded or concerns(content, each, situation):
            applies = situation.statement.conditions.get(each.id)
            demand = demanded.get(each.id)
            yield PaperTask(each, _state(own, at), demand, is_conditional(each), applies)


def _is_unmet(task: PaperTask, present: set[str]) -> bool:
    demand = task.demand
    if demand is None or demand.first.id != task.component.id:
        return False
    return not demand.is_met_by(present)


def _state(attachments: Sequence[Attachment], at: datetime) -> ComponentState:
    """One that is checked now hinders the filing; a rejected one only where there is no other."""
    states = {each.state for each in attachments if not each.is_abandoned(at)}
    if "awaiting_upload" in states:
        return "checking"
    if "checked" in states:
        return "checked"
    return "rejected" if "rejected" in states else "missing"
