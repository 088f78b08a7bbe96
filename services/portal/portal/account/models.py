"""The answers about a person and what is theirs, as far as the pages show them."""

from datetime import datetime

from front.api_problem import ApiModel
from portal.api_models import NamedCode


class Status(ApiModel):
    """A national status code with its names."""

    code: int
    vi: str
    en: str


class OwnDossier(ApiModel):
    """A dossier in its owner's list."""

    code: str
    filed_at: datetime
    procedure: NamedCode
    status: Status


class OwnDossiers(ApiModel):
    """A page of dossiers; `next` is the cursor of the rest."""

    items: tuple[OwnDossier, ...]
    next: str | None = None


class Profile(ApiModel):
    """Who a person is and where notices go; `verified` are fields that can't be typed."""

    full_name: str = ""
    identity_number: str | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    language: str = "vi"
    verified: tuple[str, ...] = ()
