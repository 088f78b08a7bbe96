"""What the services answer about a dossier, beside its case, as far as the pages show it."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from front.api_problem import ApiModel


class Applicant(ApiModel):
    """Who filed."""

    full_name: str
    identity_number: str | None = None
    passport: str | None = None
    organisation: str | None = None
    address: str = ""
    authenticated: bool = False


class Contact(ApiModel):
    """Where notices go."""

    phone: str | None = None
    email: str | None = None


class FiledPaper(ApiModel):
    """A paper of the dossier."""

    id: str
    component: str
    name: str
    signature: str | None = None


class Dossier(ApiModel):
    """The dossier as it was filed; personal parts are missing where they are no business."""

    draft: str
    agency_name: str
    applicant: Applicant | None = None
    contact: Contact | None = None
    answers: dict[str, Any] | None = Field(default=None, repr=False)
    papers: tuple[FiledPaper, ...] = ()


class Fee(ApiModel):
    """A fee; amounts in đồng."""

    fee: str
    state: str
    total: int
    pay: str
    pay_by: date | None = None


class Fees(ApiModel):
    """The fees of a dossier."""

    items: tuple[Fee, ...]


class Document(ApiModel):
    """A sealed document."""

    document: str
    kind: str
    name: str
    state: str
    at: datetime
    recalled_at: datetime | None = None


class Documents(ApiModel):
    """The documents of a dossier."""

    items: tuple[Document, ...]


class Notice(ApiModel):
    """A notice to the applicant, and what became of it."""

    channel: str
    template: str
    outcome: str
    at: datetime


class Notices(ApiModel):
    """A page of notices."""

    items: tuple[Notice, ...]


class FileLink(ApiModel):
    """A link to a file, good for five minutes, with the pictures of its pages."""

    url: str
    filename: str
    media_type: str = ""
    pages: tuple["PageLink", ...] = ()


class PageLink(ApiModel):
    """The picture of a page."""

    page: int
    url: str
