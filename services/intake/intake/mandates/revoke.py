"""Revocation of a mandate (chấm dứt ủy quyền): it gives nothing from this moment on."""

from datetime import datetime

from intake.domain.dossier_access import without_representative
from intake.domain.written_mandate import WrittenMandate
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.mandates import MandateRecords
from kit.security.people import PersonLink


class RevokeMandate(Model):
    """Which mandate its principal revokes, or its representative gives back."""

    mandate: str
    person: PersonLink


@retry_on_conflict
def revoke(
    intake: IntakeRepository, records: MandateRecords, command: RevokeMandate, *, at: datetime
) -> WrittenMandate:
    """The right goes first; doing it again changes nothing. Raises NotFound."""
    mandate = intake.mandate(command.mandate)
    parties = (mandate.principal, mandate.representative) if mandate else ()
    if mandate is None or not any(p and command.person.owns(p) for p in parties):
        raise NotFound
    if mandate.representative:
        records.remove(mandate.principal, mandate.representative, mandate.id)
    if mandate.revoked_at:
        return mandate

    revoked = mandate.evolve(revoked_at=at)

    intake.commit([Change(revoked, None), *_access(intake, mandate)], at=at)
    return revoked


def _access(intake: IntakeRepository, mandate: WrittenMandate) -> list[Change]:
    if mandate.terms.dossier is None or mandate.representative is None:
        return []
    dossier = intake.filed_dossier(mandate.terms.dossier)
    return [Change(*without_representative(dossier, mandate.representative))]
