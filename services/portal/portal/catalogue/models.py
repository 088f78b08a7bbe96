"""The catalogue's answers, as far as the pages show them."""

from datetime import date, time
from typing import Literal

from pydantic import Field

from front.api_models import LocalizedText
from front.api_problem import ApiModel

Channel = Literal["online", "counter", "post", "kiosk"]


class ProcedureSummary(ApiModel):
    """A procedure in a list."""

    code: str
    name: str
    field: str
    level: str
    online_level: str


class Procedures(ApiModel):
    """A page of the catalogue; `next` is the cursor of the rest."""

    items: tuple[ProcedureSummary, ...]
    next: str | None = None


class FieldCount(ApiModel):
    """A field and how many procedures it has."""

    field: str
    procedures: int


class Fields(ApiModel):
    """Every field."""

    items: tuple[FieldCount, ...]


class Limit(ApiModel):
    """A time limit, for a channel or for all."""

    value: int
    unit: Literal["working_hour", "working_day", "calendar_day"]
    channel: Channel | None = None
    assumed: bool = False


class Component(ApiModel):
    """A document that the procedure asks for."""

    id: str
    name: str
    required: bool
    originals: int = 0
    copies: int = 0
    case: str | None = None
    condition: str | None = None
    presented: bool = False


class DocumentCase(ApiModel):
    """A list of documents within the procedure."""

    id: str
    kind: str
    name: str = ""


class NamedResult(ApiModel):
    """What the procedure gives."""

    code: str
    name: str


class OnlineLevel(ApiModel):
    """How much of it is done online."""

    value: Literal["full", "partial", "information"]


class Closure(ApiModel):
    """When no dossier is taken."""

    first: date
    last: date
    reason: str


class FormPage(ApiModel):
    """A page of the form: its fields in order, and under which answers it is shown."""

    id: str
    title: LocalizedText
    when: dict[str, tuple[str | bool | int, ...]] = Field(default_factory=dict)
    fields: tuple[str, ...]


class Form(ApiModel):
    """What is declared: a schema of the answers, and pages."""

    answer_schema: dict[str, object] = Field(alias="schema")
    pages: tuple[FormPage, ...]

    def page(self, id: str) -> FormPage | None:
        """A page by its id."""
        return next((page for page in self.pages if page.id == id), None)


class Procedure(ApiModel):
    """A procedure in the version in force."""

    code: str
    name: str
    short_name: str
    field: str
    level: str
    applicants: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    channels: tuple[Channel, ...] = ()
    closures: tuple[Closure, ...] = ()
    account_level: str | None = None
    conditions: str | None = None
    document_cases: tuple[DocumentCase, ...] = ()
    documents: tuple[Component, ...] = ()
    form: Form | None = None
    legal_basis: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    online_level: OnlineLevel
    results: tuple[NamedResult, ...] = ()

    @property
    def is_filed_online(self) -> bool:
        """Whether a dossier can be filed here."""
        return "online" in self.channels


class Choice(ApiModel):
    """A case or group that changes the fee."""

    id: str
    name: str


class QuotedFee(ApiModel):
    """A fee line; `amount` in đồng, None where the agency assesses it."""

    name: str
    amount: int | None
    line: str | None = None
    unit: str | None = None
    count: int = 1
    mark: Literal["demo", "unconfirmed"] | None = None
    refund: LocalizedText
    explanation: tuple[LocalizedText, ...] = ()


class Quotation(ApiModel):
    """What filing would cost."""

    fees: tuple[QuotedFee, ...]
    fee_cases: tuple[Choice, ...] = ()
    groups: tuple[Choice, ...] = ()
    total: int
    pay: str
    assessed_by_agency: bool = False
    mark_text: LocalizedText | None = None


class Agency(ApiModel):
    """An agency."""

    code: str
    name: str
    name_en: str | None = None
    kind: str | None = None
    address: str | None = None

    def name_in(self, language: str) -> str:
        """Its English name where the directory has one, else the Vietnamese."""
        return self.name_en or self.name if language == "en" else self.name


class Span(ApiModel):
    """A stretch of a day that is worked."""

    start: time
    end: time


class Hours(ApiModel):
    """The hours of an agency from a day on; 0 is Monday."""

    valid_from: date
    weekdays: tuple[int, ...]
    spans: tuple[Span, ...]


class AgencyDetail(Agency):
    """An agency with its hours, newest last."""

    hours: tuple[Hours, ...] = ()
    synthetic: bool = False
    parent: str | None = None


class Agencies(ApiModel):
    """A page of agencies."""

    items: tuple[Agency, ...]
    next: str | None = None
