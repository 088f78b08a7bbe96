"""Reading of a dossier as it was filed."""

from dataclasses import dataclass
from datetime import datetime

from contracts.intake import DossierFiled, DossierSupplemented
from contracts.terms import Contact, DossierCode
from intake.domain.dossier import Dossier
from intake.dossiers.reader import DossierReader
from intake.repository import IntakeRepository
from kit.core.errors import NotFound


class GetDossier(DossierReader):
    """Which dossier is read, and by whom."""

    code: DossierCode


@dataclass(frozen=True, slots=True)
class FiledDossier:
    """A dossier and what was declared in it, opened; None for whom it is no business.

    `supplements` are in the order of the dossier's own.
    """

    dossier: Dossier
    declaration: DossierFiled | None
    contact: Contact | None
    supplements: tuple[DossierSupplemented, ...] | None


def get_dossier(intake: IntakeRepository, query: GetDossier, *, at: datetime) -> FiledDossier:
    """Raises NotFound, also for somebody else's dossier and for an erased one."""
    dossier = intake.dossier(query.code)
    if dossier is None or not query.may_read(dossier, at):
        raise NotFound
    if not query.may_read_personal:
        return FiledDossier(dossier, None, None, None)
    return opened_dossier(intake, dossier)


def opened_dossier(intake: IntakeRepository, dossier: Dossier) -> FiledDossier:
    """With all that was declared; raises NotFound once it is erased."""
    return FiledDossier(
        dossier,
        intake.declaration_of(dossier),
        intake.contact_of(dossier),
        intake.supplements_of(dossier),
    )
