"""Who reads a dossier, and what of it is their business."""

from datetime import datetime
from typing import Final

from intake.domain.dossier import Dossier
from kit.core.model import Model
from kit.security.people import PersonLink
from kit.security.staff_directory import Staff

PERSONAL_ROLES: Final = frozenset({"receptionist", "officer", "approver", "head"})
"""Officials who work on dossiers; the others know a dossier by its line in a list."""


class DossierReader(Model):
    """Either a `citizen` or an `official` reads it."""

    citizen: PersonLink | None = None
    official: Staff | None = None

    def may_read(self, dossier: Dossier, at: datetime) -> bool:
        """The owner, and the officials of the agencies that work on its case, or of those above.

        These are the case's agency of this moment, and those whose opinion is awaited.
        """
        if self.official is not None:
            return any(map(self.official.covers, dossier.visible_to(at)))
        owner = dossier.owner
        return self.citizen is not None and owner is not None and self.citizen.owns(owner)

    @property
    def may_read_personal(self) -> bool:
        """Whether what was declared is opened: for the owner and for those who work on dossiers."""
        return self.official is None or bool(PERSONAL_ROLES & set(self.official.roles))
