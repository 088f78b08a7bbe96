"""A claim by a verified identity number: what a desk entered or somebody gave for that number."""

from collections.abc import Sequence
from datetime import datetime

from contracts.terms import Representative
from intake.domain.dossier_access import claim_dossier, with_representative
from intake.domain.names import is_same_name
from intake.domain.written_mandate import WrittenMandate
from intake.profile.identity_fingerprints import identity_fingerprints
from intake.repositories.mandates import OF_MANDATE
from intake.repository import IntakeRepository
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.mandates import Mandate, MandateRecords
from kit.security.people import PersonLink
from kit.security.versioned_secret import VersionedSecret


class IdentityNotVerified(Conflicting):
    """The issuer of the account has not verified who its holder is."""

    code = "identity_not_verified"
    vi = "Vui lòng đăng nhập bằng tài khoản định danh điện tử đã xác thực, rồi thực hiện lại."
    en = "Please sign in with a verified electronic identity, then try again."


class Claimed(Model):
    """Codes of dossiers, and ids of mandates, that are the person's from now on."""

    dossiers: tuple[str, ...] = ()
    mandates: tuple[str, ...] = ()


class ClaimIdentity(Model):
    """Who claims."""

    person: PersonLink


def claim(
    intake: IntakeRepository,
    records: MandateRecords,
    secret: VersionedSecret,
    command: ClaimIdentity,
    *,
    at: datetime,
) -> Claimed:
    """A number that a desk or a principal mistyped is another's: the name has to be the same too.

    Raises IdentityNotVerified.
    """
    person = intake.person(command.person.person)
    verified = person.verified if person else None
    number = verified.identity_number if verified and verified.identifies else None
    if verified is None or number is None:
        raise IdentityNotVerified(field="me")
    claimant = _Claimant(intake, records, command.person.person, verified.facts["full_name"], at)
    dossiers: list[str] = []
    mandates: list[str] = []
    for fingerprint in identity_fingerprints(secret, number):
        for claimable in intake.claimable(fingerprint):
            if claimable.startswith(OF_MANDATE):
                mandate = claimable.removeprefix(OF_MANDATE)
                mandates += [mandate] if claimant.take_mandate(mandate, fingerprint) else []
            else:
                dossiers += [claimable] if claimant.take_dossier(claimable, fingerprint) else []
    return Claimed(dossiers=tuple(dossiers), mandates=tuple(mandates))


class _Claimant:
    """The person who claims, by their id and verified name."""

    def __init__(
        self,
        intake: IntakeRepository,
        records: MandateRecords,
        person: str,
        name: str,
        at: datetime,
    ) -> None:
        self._intake, self._records = intake, records
        self._person, self._name, self._at = person, name, at

    @retry_on_conflict
    def take_dossier(self, code: str, fingerprint: str) -> bool:
        """Whether it is theirs from now on."""
        dossier = self._intake.filed_dossier(code)
        declared = self._intake.declaration_of(dossier)
        if dossier.owner or not is_same_name(declared.applicant.full_name, self._name):
            return False
        claimed, event = claim_dossier(dossier, self._person)
        change = self._intake.claimed_dossier(claimed, event, fingerprint)
        self._intake.commit([change], at=self._at)
        return True

    @retry_on_conflict
    def take_mandate(self, id: str, fingerprint: str) -> bool:
        """Whether they have it from now on."""
        mandate = self._intake.mandate(id)
        if mandate is None or mandate.revoked_at or mandate.representative:
            return False
        if not is_same_name(mandate.full_name, self._name):
            return False
        taken = mandate.evolve(representative=self._person)
        self._records.put(mandate.principal, self._person, _right(taken))
        changes = [self._intake.claimed_mandate(taken, fingerprint), *self._access(taken)]
        self._intake.commit(changes, at=self._at)
        return True

    def _access(self, mandate: WrittenMandate) -> Sequence[Change]:
        terms = mandate.terms
        if terms.dossier is None:
            return ()
        representative = Representative(
            sub=self._person, scope=terms.scope, since=terms.since, until=terms.until
        )
        dossier = self._intake.filed_dossier(terms.dossier)
        return [Change(*with_representative(dossier, representative))]


def _right(mandate: WrittenMandate) -> Mandate:
    terms = mandate.terms
    return Mandate(
        id=mandate.id,
        scope=terms.scope,
        since=terms.since,
        until=terms.until,
        procedure=terms.procedure,
        dossiers=(terms.dossier,) if terms.dossier else (),
    )
