"""All that a task list (danh sách việc cần làm) needs of a draft, from one read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from contracts.required_documents import Component
from contracts.terms import Quote
from intake.domain.attachment import Attachment
from intake.domain.draft import Draft, quote_of
from intake.domain.draft_pages import PageState, page_state
from intake.domain.form import Form, FormPage
from intake.domain.procedure import Procedure
from intake.forms.general import form_of
from intake.forms.prefill import prefilled, registered
from intake.repository import IntakeRepository

ComponentState = Literal["missing", "checking", "rejected", "checked"]


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page that is shown beside the present answers."""

    page: FormPage
    state: PageState


@dataclass(frozen=True, slots=True)
class PaperTask:
    """A required or allowed document, and the best of its attachments."""

    component: Component
    state: ComponentState


@dataclass(frozen=True, slots=True)
class Overview:
    """`procedure` is None where no version is in force. Personal: `prefilled_answers`."""

    draft: Draft
    procedure: Procedure | None
    attachments: Sequence[Attachment]
    pages: Sequence[PageTask] = ()
    papers: Sequence[PaperTask] = ()
    quote: Quote | None = None
    prefilled_answers: dict[str, Any] | None = None
    locked: tuple[str, ...] = ()
    has_profile: bool = True
    filed_before: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """What stands before the filing: `pages.<id>`, `papers.<component>`, `me`."""
        pages = [f"pages.{task.page.id}" for task in self.pages if task.state != "done"]
        papers = [
            f"papers.{task.component.id}"
            for task in self.papers
            if task.state == "checking" or (task.component.required and task.state != "checked")
        ]
        return (*pages, *papers, *([] if self.has_profile else ["me"]))

    @property
    def can_file(self) -> bool:
        return self.draft.state == "open" and self.procedure is not None and not self.missing


def overview_of(intake: IntakeRepository, draft: Draft, *, at: datetime) -> Overview:
    """Raises FeeLineNotCounted."""
    procedure = intake.procedure(draft.procedure, at)
    attachments = intake.attachments_of(draft)
    if procedure is None or draft.state != "open":
        return Overview(draft, procedure, attachments)

    form = form_of(procedure.content)
    person = intake.person_of(draft)
    return Overview(
        draft,
        procedure,
        attachments,
        pages=_pages(draft, form),
        papers=_papers(procedure.content.documents, attachments, at),
        quote=quote_of(draft, procedure, at=at),
        prefilled_answers=prefilled(form, person),
        locked=tuple(registered(form, person)),
        has_profile=person is not None,
        filed_before=intake.filed_before(draft, at) if draft.pages_done else None,
    )


def _pages(draft: Draft, form: Form) -> list[PageTask]:
    shown = form.shown_pages(draft.answers)
    return [PageTask(page, page_state(draft, form, page)) for page in shown]


def _papers(
    components: Sequence[Component], attachments: Sequence[Attachment], at: datetime
) -> list[PaperTask]:
    return [
        PaperTask(each, _state([a for a in attachments if a.component == each.id], at))
        for each in components
    ]


def _state(attachments: Sequence[Attachment], at: datetime) -> ComponentState:
    """One that is checked now hinders the filing; a rejected one only where there is no other."""
    states = {each.state for each in attachments if not each.is_abandoned(at)}
    if "awaiting_upload" in states:
        return "checking"
    if "checked" in states:
        return "checked"
    return "rejected" if "rejected" in states else "missing"
