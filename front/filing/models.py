"""Intake's answers about drafts, as far as the pages show them."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from front.api_models import FeeLine, LocalizedText
from front.api_problem import ApiModel

PageState = Literal["open", "begun", "done", "again"]
PaperState = Literal["missing", "checking", "rejected", "checked"]


class PageTask(ApiModel):
    """A page of the form and how far it is."""

    page: str
    title: LocalizedText
    state: PageState


class PaperTask(ApiModel):
    """A document that the procedure asks for, and how far it is."""

    component: str
    name: str
    required: bool
    state: PaperState
    alternatives: tuple[str, ...] = ()
    is_conditional: bool = False
    applies: bool | None = None
    data: str | None = None


class CaseChoice(ApiModel):
    """A case of papers to choose."""

    id: str
    name: str = ""


class Obstacle(ApiModel):
    """Why nobody takes the draft now."""

    code: str
    detail: str


class Paper(ApiModel):
    """An uploaded file: `detail` is why it was rejected."""

    paper: str
    component: str
    name: str
    state: Literal["awaiting_upload", "checked", "rejected"]
    detail: str | None = None
    pages: int | None = None


class ReusedPaper(ApiModel):
    """The paper of the data warehouse that a file is."""

    dossier: str


class UploadedPaper(Paper):
    """A file with all that its check found: `photos` are the pictures that it is made of."""

    signature: str | None = None
    scanned: bool = False
    photos: tuple[str, ...] = ()
    reused: ReusedPaper | None = None


class UnassessedFee(ApiModel):
    """A fee that the agency assesses later."""

    name: str


class Quote(ApiModel):
    """What filing costs, and when that is due."""

    lines: tuple[FeeLine, ...]
    total: int
    pay: str
    unassessed: tuple[UnassessedFee, ...] = ()


class Draft(ApiModel):
    """A draft, with all that a task list needs."""

    draft: str
    state: Literal["open", "filed", "discarded"]
    procedure: str
    procedure_name: str | None
    agency: str
    agency_name: str
    answers: dict[str, Any]
    prefilled: dict[str, Any] = Field(default_factory=dict)
    locked: tuple[str, ...] = ()
    pages: tuple[PageTask, ...]
    components: tuple[PaperTask, ...]
    papers: tuple[Paper, ...]
    missing: tuple[str, ...]
    filed_before: str | None = None
    can_file: bool
    can_ask_data: bool = False
    saved_papers: int = 0
    expires: datetime
    dossier: str | None = None
    quote: Quote | None = None
    case: str | None = None
    fee_case: str | None = None
    group: str | None = None
    counts: dict[str, int] = Field(default_factory=dict)
    case_choices: tuple[CaseChoice, ...] = ()
    paper_cases: tuple[str, ...] | None = None
    obstacle: Obstacle | None = None
    demonstration: LocalizedText | None = None

    @property
    def conditional(self) -> tuple[str, ...]:
        """The papers of which somebody states whether they apply."""
        return tuple(each.component for each in self.components if each.is_conditional)

    @property
    def needs_case(self) -> bool:
        """Whether the filing waits for the choice of a case of papers."""
        return "paper_cases" in self.missing

    @property
    def needs_profile(self) -> bool:
        """Whether the filing waits for who its owner is."""
        return "me" in self.missing

    def component(self, id: str) -> PaperTask | None:
        """A document by its id."""
        return next((each for each in self.components if each.component == id), None)

    def papers_of(self, component: str) -> tuple[Paper, ...]:
        """The files for a document."""
        return tuple(each for each in self.papers if each.component == component)

    def page_after(self, page: str) -> str | None:
        """The page behind one; None after the last."""
        ids = [task.page for task in self.pages]
        behind = ids[ids.index(page) + 1 :] if page in ids else []
        return behind[0] if behind else None


class Upload(ApiModel):
    """Where a file is posted to: a multipart form of these fields and, last, `file`."""

    paper: str
    url: str
    fields: dict[str, str]


class Filing(ApiModel):
    """A filed dossier."""

    code: str
    lookup_key: str
    quote: Quote


class DraftSummary(ApiModel):
    """A draft in its owner's list."""

    draft: str
    procedure: str
    procedure_name: str
    created_at: datetime
    expires: datetime


class Drafts(ApiModel):
    """A page of drafts."""

    items: tuple[DraftSummary, ...]
    next: str | None = None
