"""The shapes of what intake is asked and answers."""

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from contracts.intake import PaperState
from contracts.terms import Applicant, Contact, FiledPaper, Moment, Quote
from intake.domain.procedure import Listed, ProcedureContent
from intake.domain.transitions import DraftState
from intake.filing.file import DossierLine
from kit.core.model import Model

Limit = Annotated[int, Field(ge=1, le=100)]
CursorText = Annotated[str, StringConstraints(max_length=1000)]


class CatalogueQuery(Model):
    """What to look for: `q` in code and name (accents do not matter), `field` exactly."""

    q: Annotated[str, StringConstraints(max_length=100)] | None = None
    field: Annotated[str, StringConstraints(max_length=200)] | None = None
    cursor: CursorText | None = None
    limit: Limit = 20


class PageQuery(Model):
    """A page of a list."""

    cursor: CursorText | None = None
    limit: Limit = 20


class CataloguePage(Model):
    """Some procedures, and the cursor for the rest."""

    items: tuple[Listed, ...]
    next: str | None = None


class ProcedureView(ProcedureContent):
    """A procedure in the version in force."""

    code: str
    version: int
    published_at: Moment


class PublishedView(Model):
    """The version published; it is in force from its `valid_from`."""

    code: str
    version: int


class DraftView(Model):
    """A draft, with what filing it now would cost."""

    draft: str
    state: DraftState
    procedure: str
    agency: str
    case: str | None
    answers: dict[str, Any]
    papers: tuple[str, ...]
    expires: Moment
    dossier: str | None = None
    quote: Quote | None = None


class UploadView(Model):
    """Where to post the file: a multipart form of `fields` and, last, `file`."""

    paper: str
    url: str
    fields: dict[str, str]
    expires: Moment


class PaperView(Model):
    """What became of a paper; `why` is a stable code."""

    paper: str
    component: str
    state: PaperState
    why: str | None
    pages: int | None


class FiledView(Model):
    """A dossier was filed: its code and look-up key."""

    code: str
    lookup_key: str
    filed_at: Moment
    quote: Quote


class DossierView(DossierLine):
    """A dossier as filed."""

    applicant: Applicant
    contact: Contact
    answers: dict[str, Any]
    papers: tuple[FiledPaper, ...]
    quote: Quote


class DossierPage(Model):
    """Some dossiers, and the cursor for the rest."""

    items: tuple[DossierLine, ...]
    next: str | None = None
