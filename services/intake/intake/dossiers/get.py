"""Reading of a dossier as it was filed."""

from dataclasses import dataclass
from typing import Final

from contracts.intake import DossierFiled, DossierSupplemented
from contracts.terms import DossierCode
from intake.domain.dossier import Dossier
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.security.staff_directory import Staff

PERSONAL_ROLES: Final = frozenset({"receptionist", "officer"})
"""Officials who work on dossiers; the others know a dossier by its line in a list."""


class GetDossier(Model):
    """Either the subject of a `citizen` or an `official` reads it."""

    code: DossierCode
    citizen: str | None = None
    official: Staff | None = None

    def may_read(self, dossier: Dossier) -> bool:
        """The owner, and the officials of its agency and of those above it."""
        if self.official is not None:
            return self.official.covers(dossier.agency)
        return self.citizen == dossier.owner

    @property
    def may_read_personal(self) -> bool:
        """Whether what was declared is opened: for the owner and for those who work on dossiers."""
        return self.official is None or bool(PERSONAL_ROLES & set(self.official.roles))


@dataclass(frozen=True, slots=True)
class FiledDossier:
    """A dossier and what was declared in it, opened; None for whom it is no business.

    `supplements` are in the order of the dossier's own.
    """

    dossier: Dossier
    declaration: DossierFiled | None
    supplements: tuple[DossierSupplemented, ...] | None


def get_dossier(intake: IntakeRepository, query: GetDossier) -> FiledDossier:
    """Raises NotFound, also for somebody else's dossier and for an erased one."""
    dossier = intake.dossier(query.code)
    if dossier is None or not query.may_read(dossier):
        raise NotFound
    if not query.may_read_personal:
        return FiledDossier(dossier, None, None)
    return FiledDossier(dossier, intake.declaration_of(dossier), intake.supplements_of(dossier))
