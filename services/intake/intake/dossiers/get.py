"""Reading of a dossier as it was filed."""

from dataclasses import dataclass

from contracts.intake import DossierFiled
from contracts.terms import DossierCode
from intake.domain.dossier import Dossier
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.security.staff_directory import Staff


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


@dataclass(frozen=True, slots=True)
class FiledDossier:
    """A dossier and what was declared in it, opened."""

    dossier: Dossier
    declaration: DossierFiled


def get_dossier(intake: IntakeRepository, query: GetDossier) -> FiledDossier:
    """Raises NotFound, also for somebody else's dossier and for an erased one."""
    dossier = intake.dossier(query.code)
    if dossier is None or not query.may_read(dossier):
        raise NotFound
    return FiledDossier(dossier, intake.declaration_of(dossier))
