"""The answers about consents to partners, as far as the pages show them."""

from datetime import date, datetime
from typing import Final

from front.api_problem import ApiModel

PURPOSES: Final = ("track", "represent", "credit", "employment", "other")


class OwnDossier(ApiModel):
    """A dossier that the caller may see."""

    code: str


class Recipient(ApiModel):
    """A partner to whom consent may be given."""

    id: str
    name: str


class Recipients(ApiModel):
    """Every one, by name."""

    items: tuple[Recipient, ...]


class PartnerConsent(ApiModel):
    """A consent to one partner for one dossier; `holds`: the partner may see it now."""

    dossier: str
    partner: str
    name: str
    purpose: str
    until: date
    consented_at: datetime
    ended_at: datetime | None = None
    holds: bool

    @property
    def state(self) -> str:
        """Whether it holds, and if not, why."""
        if self.holds:
            return "valid"
        return "revoked" if self.ended_at else "ended"


class PartnerConsents(ApiModel):
    """Every consent of a person, the newest first."""

    items: tuple[PartnerConsent, ...]
