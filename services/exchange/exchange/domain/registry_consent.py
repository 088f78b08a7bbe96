"""A citizen's consent that a registry is asked about them for one dossier."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from kit.core.model import Aggregate

LIFE: Final = timedelta(days=90)
"""Until when it holds unless it is ended (assumed: longer than most dossiers take)."""


class RegistryConsent(Aggregate):
    """Of the `owner` of a dossier, whose vault id its own id begins with. `code` is "" before the
    dossier is filed; an ended one stays on record."""

    KIND: ClassVar[str] = "CONSENT"

    owner: str
    registry: str
    code: str = ""
    since: datetime
    until: datetime
    ended_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.ended_at is None and at < self.until


def consent_id(vault: str, registry: str) -> str:
    """One a dossier and registry."""
    return f"{vault}-{registry}"


def renewed(
    before: RegistryConsent | None, fresh: RegistryConsent, at: datetime
) -> RegistryConsent:
    """The one that holds already, else a new one in its place."""
    if before is None:
        return fresh
    return before if before.holds(at) else fresh.evolve(version=before.version)


def ended(consent: RegistryConsent, at: datetime) -> RegistryConsent:
    """From now on nothing is asked by it, and nothing shown that it brought."""
    return consent if consent.ended_at else consent.evolve(ended_at=at)
