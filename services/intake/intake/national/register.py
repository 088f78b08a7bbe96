"""Registration of what the National Portal received: a dossier of ours under the portal's code."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contracts.national import DossierReceived
from intake.domain.dossier import Dossier
from intake.domain.lookup_key import LookupKeys
from intake.domain.national_filing import NationalIdentity, register
from intake.domain.procedure import Procedure
from intake.profile.identity_fingerprints import identity_fingerprints
from intake.repository import IntakeRepository
from kit.core.agency_code import codes_above
from kit.core.events import ContractBroken, Envelope
from kit.core.time import vietnam_day
from kit.persistence.repository import OutOfOrder
from kit.platform import log
from kit.security.staff_directory import Agency, Directory
from kit.security.versioned_secret import VersionedSecret


@dataclass(frozen=True, slots=True)
class NationalRegistrar:
    """Bound to the table with the vault: a look-up key is sealed, an identity number read."""

    intake: IntakeRepository
    directory: Directory
    lookup_keys: Callable[[], LookupKeys]
    identity_secret: Callable[[], VersionedSecret]

    def register(self, message: Envelope, *, at: datetime) -> None:
        """Raises OutOfOrder while the catalogue lacks the procedure or the directory the province,
        ContractBroken where another dossier of ours has the code, Conflict, Duplicate.
        """
        code = message.subject
        existing = self.intake.sealed_dossier(code)
        if existing is not None:
            self._require_same(existing, message)
            self.intake.record(message, at)
            return
        received = self.intake.read(message, DossierReceived)
        procedure = self._procedure(received, code, at)
        agency = self._agency(received, code)
        lookup_key = self.lookup_keys().key(code, 0)
        vault = str(message.vault)
        national = NationalIdentity(code, lookup_key, vault, agency.code, agency.name)

        registration = register(received, procedure, national, at=at)

        self.intake.commit_registration(
            registration, fingerprint=self._fingerprint(received), at=at, cause=message
        )
        log.metric("NationalDossierRegistered")

    def _require_same(self, dossier: Dossier, message: Envelope) -> None:
        """Two dossiers under one code are a matter for people: the message is set aside, and its
        alarm rings."""
        if dossier.vault != message.vault:
            log.warning("national_code_taken", dossier=dossier.id, event=message.id)
            raise ContractBroken(message.type)

    def _procedure(self, received: DossierReceived, code: str, at: datetime) -> Procedure:
        procedure = self.intake.procedure(received.procedure, received.filed_at)
        procedure = procedure or self.intake.procedure(received.procedure, at)
        if procedure is None:
            log.metric("NationalProcedureUnknown")
            raise OutOfOrder(f"{Dossier.KIND}#{code}", 0)
        return procedure

    def _agency(self, received: DossierReceived, code: str) -> Agency:
        """That of the code, who has its work now, or the nearest one above: nothing gets lost."""
        day, tree = vietnam_day(received.filed_at), self.directory.tree()
        for each in reversed(codes_above(received.agency)):
            holder = tree.agency_of(each, day)
            agency = self.directory.agency(holder) if holder else None
            if agency is not None:
                return agency
        log.metric("NationalAgencyUnknown")
        raise OutOfOrder(f"{Dossier.KIND}#{code}", 0)

    def _fingerprint(self, received: DossierReceived) -> str | None:
        """By which whoever has the number claims the dossier once they sign in here."""
        number = received.applicant.identity_number
        return identity_fingerprints(self.identity_secret(), number)[0] if number else None
