"""Giving of a mandate: its representative has it after they claimed it with their number."""

from datetime import datetime

from intake.domain.written_mandate import (
    MandateTerms,
    StatedRepresentative,
    WrittenMandate,
    give_mandate,
)
from intake.profile.identity_fingerprints import identity_fingerprints
from intake.repository import IntakeRepository
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink, PersonMissing
from kit.security.versioned_secret import VersionedSecret


class GiveMandate(Model):
    """`id` is the request's: a repeat finds the mandate that it made."""

    id: str
    principal: PersonLink
    named: StatedRepresentative
    terms: MandateTerms


@retry_on_conflict
def give(
    intake: IntakeRepository, secret: VersionedSecret, command: GiveMandate, *, at: datetime
) -> WrittenMandate:
    """For a dossier of the principal's own, or for a procedure.

    Raises NotFound, PersonMissing, MandateMalformed.
    """
    existing = intake.mandate(command.id)
    if existing and command.principal.owns(existing.principal):
        return existing
    if command.terms.dossier:
        intake.dossier_of(command.principal, command.terms.dossier)
    if intake.person(command.principal.person) is None:
        raise PersonMissing(field="me")

    mandate = give_mandate(
        command.principal.person,
        command.named,
        command.terms,
        id=command.id,
        fingerprint=identity_fingerprints(secret, command.named.identity_number)[0],
        at=at,
    )

    intake.commit_mandate(mandate)
    return mandate
