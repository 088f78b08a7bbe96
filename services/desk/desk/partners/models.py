"""What partners answers, as the pages show it."""

from datetime import datetime

from front.api_problem import ApiModel


class Agreement(ApiModel):
    """What a partner may see, and how often."""

    number: str
    agencies: tuple[str, ...]
    procedures: tuple[str, ...] = ()
    scopes: tuple[str, ...]
    plan: str
    until: str | None = None


class PartnerLine(ApiModel):
    """A partner in the list."""

    id: str
    name: str
    state: str
    agreement: Agreement


class PartnerList(ApiModel):
    """Every partner."""

    items: tuple[PartnerLine, ...]


class Key(ApiModel):
    """A live key, as far as it can be shown."""

    id: str
    last_digits: str
    created_at: datetime
    used_on: str | None = None


class NewKey(Key):
    """A new key, which is shown this once."""

    key: str


class Partner(PartnerLine):
    """A partner with its keys and its use of today."""

    contact: str
    registered_at: datetime
    keys: tuple[Key, ...]
    requests_today: int
    last_sequence: int
