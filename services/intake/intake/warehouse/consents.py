"""Giving and revoking of consents, and what they let others see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from intake.attachments.open import LINK_LIFETIME, linked
from intake.attachments.ports import AttachmentBucket
from intake.attachments.stored_file import reused_file
from intake.catalogue.offer import existing_agency
from intake.domain.consent import Consent, ConsentTerms, Recipient, new_consent
from intake.domain.names import is_same_name
from intake.domain.person import person_vault
from intake.domain.warehouse import StoredPaper, StoredPaperWithoutFile
from intake.domain.written_mandate import StatedRepresentative
from intake.profile.identity_fingerprints import identity_fingerprints
from intake.repository import IntakeRepository
from intake.warehouse.papers import own_paper, paper_of
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from kit.security.people import PersonLink
from kit.security.staff_directory import Directory, Staff
from kit.security.versioned_secret import VersionedSecret


class GiveConsent(Model):
    """`id` is the request's. `agency`, or the person who is `named`, may see the paper."""

    id: str
    owner: PersonLink
    terms: ConsentTerms
    agency: str | None = None
    named: StatedRepresentative | None = None


@dataclass(frozen=True, slots=True)
class SharedPaper:
    """A paper that a consent lets somebody see; `url` opens its file until `expires`."""

    consent: Consent
    paper: StoredPaper
    url: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Consents:
    """Bound to the table, the directory of agencies and the secret of fingerprints."""

    intake: IntakeRepository
    directory: Directory
    secret: Callable[[], VersionedSecret]

    @retry_on_conflict
    def give(self, command: GiveConsent, *, at: datetime) -> Consent:
        """Raises NotFound, ConsentMalformed, UnknownAgency."""
        existing = self.intake.consent(command.id)
        if existing and command.owner.owns(existing.owner):
            return existing
        terms = command.terms
        own_paper(self.intake, command.owner, terms.dossier, terms.document, at=at)
        if command.agency:
            existing_agency(self.directory, command.agency, at=at)

        recipient = self._recipient(command)
        consent = new_consent(command.owner.person, recipient, terms, id=command.id, at=at)

        self.intake.create_data_key(person_vault(command.owner.person))
        self.intake.commit_consent(consent)
        return consent

    @retry_on_conflict
    def revoke(self, id: str, owner: PersonLink, *, at: datetime) -> None:
        """Nobody sees the paper by it from now on; again changes nothing. Raises NotFound."""
        consent = self.intake.consent(id)
        if consent is None or not owner.owns(consent.owner):
            raise NotFound
        if consent.revoked_at is None:
            self.intake.commit([Change(consent.evolve(revoked_at=at), None)], at=at)

    def by_owner(self, owners: Sequence[str]) -> list[Consent]:
        """Of a person, the newest first."""
        return self.intake.consents_of(owners)

    def valid_for(self, reader: PersonLink | Staff, *, at: datetime) -> list[Consent]:
        """Those that let somebody see a paper now."""
        keys = reader.agencies if isinstance(reader, Staff) else self._fingerprints(reader)
        consents = self.intake.consents_for(keys)
        return [each for each in consents if self._admits(each, reader, at)]

    def open(
        self, id: str, reader: PersonLink | Staff, bucket: AttachmentBucket, *, at: datetime
    ) -> SharedPaper:
        """Raises NotFound, also where it is not valid now; StoredPaperWithoutFile."""
        consent = self.intake.consent(id)
        if consent is None or not self._admits(consent, reader, at):
            raise NotFound
        paper = paper_of(self.intake, consent.terms.dossier, consent.terms.document, at)
        if paper.reference is None:
            raise StoredPaperWithoutFile(field="document")
        file = reused_file(paper.reference.key, paper.sha256, paper.document)
        return SharedPaper(consent, paper, bucket.link(file, LINK_LIFETIME), linked(at))

    def _recipient(self, command: GiveConsent) -> Recipient:
        named = command.named
        if named is None:
            return Recipient(agency=command.agency)
        return Recipient(
            agency=command.agency,
            full_name=named.full_name,
            fingerprint=identity_fingerprints(self.secret(), named.identity_number)[0],
        )

    def _admits(self, consent: Consent, reader: PersonLink | Staff, at: datetime) -> bool:
        if consent.state(at) != "valid":
            return False
        recipient = consent.recipient
        if isinstance(reader, Staff):
            return recipient.agency is not None and reader.covers(recipient.agency)
        if recipient.fingerprint not in self._fingerprints(reader):
            return False
        person = required(self.intake.person(reader.person))
        name = person.verified.facts["full_name"] if person.verified else ""
        return is_same_name(recipient.full_name or "", name)

    def _fingerprints(self, reader: PersonLink) -> tuple[str, ...]:
        """Of the number that an issuer verified; of nobody else's."""
        person = self.intake.person(reader.person)
        verified = person.verified if person else None
        number = verified.identity_number if verified and verified.identifies else None
        return identity_fingerprints(self.secret(), number) if number else ()
