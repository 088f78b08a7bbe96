"""All that a task list (danh sách việc cần làm) needs of a draft, from one read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.terms import Quote
from intake.catalogue.offer import obstacle_of, place_of
from intake.domain.attachment import Attachment
from intake.domain.data_request import papers_to_ask, with_grounds
from intake.domain.demanded_papers import needs_choice
from intake.domain.draft import Draft, quote_of
from intake.domain.draft_pages import PageState, page_state
from intake.domain.form import Form, FormPage
from intake.domain.procedure import Procedure
from intake.drafts.paper_tasks import PaperTask, missing_papers, paper_tasks
from intake.forms.general import form_of
from intake.forms.prefill import prefilled, registered
from intake.repository import IntakeRepository
from kit.core.errors import ServiceError
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class PageTask:
    """A page that is shown beside the present answers."""

    page: FormPage
    state: PageState


@dataclass(frozen=True, slots=True)
class Overview:
    """`procedure` is None where no version is in force; `obstacle` is why its agency does not take
    it now. Personal: `prefilled_answers`.
    """

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
    needs_case: bool = False
    obstacle: ServiceError | None = None
    can_ask_data: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """What stands before the filing: `pages.<id>`, `paper_cases`, `papers.<component>`, `me`.

        Of papers of which one is enough the first one stands for all.
        """
        pages = [f"pages.{task.page.id}" for task in self.pages if task.state != "done"]
        cases = ["paper_cases"] if self.needs_case else []
        papers = [f"papers.{each}" for each in missing_papers(self.papers)]
        return (*pages, *cases, *papers, *([] if self.has_profile else ["me"]))

    @property
    def can_file(self) -> bool:
        is_open = self.draft.state == "open" and self.procedure is not None
        return is_open and not self.missing and self.obstacle is None


def overview_of(
    intake: IntakeRepository,
    directory: Directory,
    draft: Draft,
    *,
    at: datetime,
    is_signed: bool | None = None,
) -> Overview:
    """What a desk enters has its form on paper, and no profile. `is_signed`: whether the e-form
    bears a signature; None: as it is stored. Raises FeeLineNotCounted.
    """
    procedure = intake.procedure(draft.procedure, at)
    attachments = intake.attachments_of(draft)
    if procedure is None or draft.state != "open":
        return Overview(draft, procedure, attachments)

    form = form_of(procedure.content)
    person = intake.person_of(draft)
    if is_signed is None:
        is_signed = form.needs_signature and _bears_signature(intake, draft, procedure)
    situation = draft.situation._replace(is_signed=is_signed)
    situation = with_grounds(situation, draft.data, procedure.content)
    return Overview(
        draft,
        procedure,
        attachments,
        pages=() if draft.entry else _pages(draft, form),
        papers=paper_tasks(procedure.content, situation, attachments, at),
        can_ask_data=bool(papers_to_ask(procedure.content, draft.situation)),
        quote=quote_of(draft, procedure, at=at),
        prefilled_answers=prefilled(form, person),
        locked=tuple(registered(form, person)),
        has_profile=person is not None or draft.entry is not None,
        filed_before=intake.filed_before(draft, at) if draft.pages_done else None,
        needs_case=needs_choice(procedure.content, draft.situation.statement),
        obstacle=obstacle_of(procedure, directory, place_of(draft), is_demo=intake.is_demo, at=at),
    )


def _bears_signature(intake: IntakeRepository, draft: Draft, procedure: Procedure) -> bool:
    from intake.form_signatures.present import bears_signature

    return bears_signature(intake, draft, procedure.reference)


def _pages(draft: Draft, form: Form) -> list[PageTask]:
    shown = form.shown_pages(draft.answers)
    return [PageTask(page, page_state(draft, form, page)) for page in shown]
