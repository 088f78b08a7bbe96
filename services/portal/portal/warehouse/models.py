"""The answers about papers of the data warehouse and consents, as far as the pages show them."""

from datetime import date, datetime
from typing import Literal

from front.api_problem import ApiModel

Kind = Literal["result", "digitised_copy", "certified_copy"]
KINDS: tuple[Kind, ...] = ("result", "certified_copy", "digitised_copy")


class StoredPaper(ApiModel):
    """A sealed document of one's own; `reusable`: a draft may use it now."""

    document: str
    dossier: str
    kind: Kind
    name: str
    number: str | None = None
    issuer: str
    issued_on: date
    valid_until: date | None = None
    state: Literal["valid", "expired", "replaced", "revoked"]
    reusable: bool = False


class StoredPapers(ApiModel):
    """A page of papers, those of the newest dossiers first."""

    items: tuple[StoredPaper, ...]
    next: str | None = None


class Use(ApiModel):
    """Where a paper is used."""

    procedure: str
    agency: str
    draft: str
    dossier: str | None = None


class UsedPaper(StoredPaper):
    """A paper with the drafts and dossiers that it is used in."""

    uses: tuple[Use, ...] = ()


class Consent(ApiModel):
    """Who may see a paper, what for and until when."""

    consent: str
    document: str
    dossier: str
    agency: str | None = None
    full_name: str | None = None
    purpose: str
    since: date
    until: date
    state: Literal["not_begun", "valid", "ended", "revoked"]
    consented_at: datetime
    revoked_at: datetime | None = None


class Consents(ApiModel):
    """The newest first."""

    items: tuple[Consent, ...]


class SharedPaper(StoredPaper):
    """A paper that somebody shares, with a link that opens it."""

    url: str
