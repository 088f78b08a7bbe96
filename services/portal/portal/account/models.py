"""The answers about a person and what is theirs, as far as the pages show them."""

from datetime import date, datetime
from typing import Literal

from front.api_problem import ApiModel
from portal.api_models import NamedCode


class Status(ApiModel):
    """A national status code with its names."""

    code: int
    vi: str
    en: str


class MandateOfAnother(ApiModel):
    """Why somebody else's dossier is listed."""

    scope: str


class OwnDossier(ApiModel):
    """A dossier in its owner's list."""

    code: str
    filed_at: datetime
    procedure: NamedCode
    status: Status
    mandate: MandateOfAnother | None = None


class OwnDossiers(ApiModel):
    """A page of dossiers; `next` is the cursor of the rest."""

    items: tuple[OwnDossier, ...]
    next: str | None = None


class WaitingTask(ApiModel):
    """A fee to pay, a supplement to send, or a result to fetch; `amount` in đồng."""

    what: Literal["pay", "supplement", "result"]
    code: str
    procedure: NamedCode
    amount: int | None = None
    pay_by: date | None = None
    due: datetime | None = None


class Waiting(ApiModel):
    """What waits for somebody."""

    items: tuple[WaitingTask, ...]


class Profile(ApiModel):
    """Who a person is and where notices go; `verified` are fields that can't be typed."""

    full_name: str = ""
    identity_number: str | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    language: str = "vi"
    verified: tuple[str, ...] = ()
