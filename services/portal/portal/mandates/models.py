"""The answers about mandates and claims, as far as the pages show them."""

from datetime import date
from typing import Literal

from front.api_problem import ApiModel


class Mandate(ApiModel):
    """A mandate for one dossier, or for new dossiers of a procedure."""

    mandate: str
    dossier: str | None = None
    procedure: str | None = None
    representative: str
    scope: Literal["read", "act"]
    since: date
    until: date
    state: Literal["awaited", "not_begun", "valid", "ended", "revoked"]

    @property
    def can_be_revoked(self) -> bool:
        """Whether it gives anything, now or later."""
        return self.state in ("awaited", "not_begun", "valid")


class Mandates(ApiModel):
    """Those that the caller gave, and those that they claimed."""

    granted: tuple[Mandate, ...]
    received: tuple[Mandate, ...]


class Claims(ApiModel):
    """What the caller got by a claim: codes of dossiers, ids of mandates."""

    dossiers: tuple[str, ...]
    mandates: tuple[str, ...]
