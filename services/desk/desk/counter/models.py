"""What the services answer about intake at the counter, as far as its pages show it."""

from datetime import datetime
from typing import Any, Literal

from pydantic import Field

from front.api_models import FeeLine
from front.api_problem import ApiModel
from front.filing.models import Draft, PaperTask

DeskChannel = Literal["counter", "post", "kiosk"]


class ProcedureLine(ApiModel):
    """A procedure that a search found."""

    code: str
    name: str
    field: str


class ProcedurePage(ApiModel):
    """A page of them; `next` is the cursor of the rest."""

    items: tuple[ProcedureLine, ...]
    next: str | None = None


class Component(ApiModel):
    """A document that the procedure asks for."""

    id: str
    name: str
    required: bool = False


class Procedure(ApiModel):
    """A procedure, by what a desk needs of it."""

    code: str
    name: str
    channels: tuple[str, ...] = ()
    documents: tuple[Component, ...] = ()
    form: dict[str, Any] | None = Field(default=None, repr=False)

    def component(self, id: str) -> Component | None:
        """A document by its id."""
        return next((each for each in self.documents if each.id == id), None)


class OfferingAgency(ApiModel):
    """An agency that takes the procedure."""

    code: str
    name: str


class OfferingAgencies(ApiModel):
    """A page of them."""

    items: tuple[OfferingAgency, ...]
    next: str | None = None


class Applicant(ApiModel):
    """Whose dossier it is."""

    full_name: str = Field(repr=False)
    identity_number: str | None = Field(default=None, repr=False)
    passport: str | None = Field(default=None, repr=False)
    nationality: str | None = None
    address: str = Field(default="", repr=False)
    organisation: str | None = None
    tax_code: str | None = None

    @property
    def number(self) -> str:
        """Of the card or the passport."""
        return self.identity_number or self.passport or ""


class Contact(ApiModel):
    """Where notices go."""

    phone: str | None = Field(default=None, repr=False)
    email: str | None = Field(default=None, repr=False)


class Representative(ApiModel):
    """Who hands it in for the applicant."""

    full_name: str | None = Field(default=None, repr=False)
    paper: str | None = None


class Entry(ApiModel):
    """What a desk entered; `posted_on` is a day YYYY-MM-DD."""

    channel: DeskChannel
    proof: str
    applicant: Applicant
    contact: Contact | None = None
    representative: Representative | None = None
    received_at: datetime | None = None
    posted_on: str | None = None


class DeskPaperTask(PaperTask):
    """A document; `held_by`: databases that have its data, so that nobody asks for it."""

    held_by: tuple[str, ...] = ()


class DeskDraft(Draft):
    """A draft with what a desk entered."""

    entry: Entry | None = None
    components: tuple[DeskPaperTask, ...]


class EnteredDraft(ApiModel):
    """A new draft."""

    draft: str


class SealedDocument(ApiModel):
    """A sealed document of a dossier."""

    document: str
    kind: str
    name: str
    state: str


class SealedDocuments(ApiModel):
    """All of a dossier."""

    items: tuple[SealedDocument, ...] = ()


class FiledPaper(ApiModel):
    """A filed attachment."""

    id: str
    component: str
    name: str = ""


class SupplementRequest(ApiModel):
    """What the agency waits for, a line each, and until when."""

    items: tuple[str, ...]
    due: datetime | None = None


class FiledQuote(ApiModel):
    """What was to be paid at the filing."""

    lines: tuple[FeeLine, ...] = ()


class NamedProcedure(ApiModel):
    """The procedure, as of the filing."""

    code: str
    name: str


class FiledDossier(ApiModel):
    """A dossier as filed; what is personal is None for whom it is no business."""

    code: str
    draft: str
    procedure: NamedProcedure
    agency_name: str
    papers: tuple[FiledPaper, ...] = ()
    applicant: Applicant | None = None
    contact: Contact | None = None
    quote: FiledQuote = Field(default_factory=FiledQuote)
    supplement_request: SupplementRequest | None = None
    withdrawal_requested_at: datetime | None = None


class NewKey(ApiModel):
    """A look-up key; the one before opens nothing."""

    code: str
    lookup_key: str = Field(repr=False)


class Link(ApiModel):
    """Opens a file for five minutes."""

    url: str
