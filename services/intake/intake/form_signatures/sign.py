"""The signature of an e-form: requested once under a stored key, then followed until it ends."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from intake.catalogue.offer import open_offer, place_of
from intake.claims.claim import IdentityNotVerified
from intake.domain.daily_limits import DailyLimits
from intake.domain.draft import Draft
from intake.domain.form_signature import (
    WAITS,
    DraftNotReady,
    FormSignature,
    SigningCertificateForeign,
    SigningCertificateMissing,
    SigningKey,
    SigningUnavailable,
    draft_statement,
)
from intake.domain.procedure import Procedure
from intake.drafts.overview import overview_of
from intake.form_signatures.follow import FollowedSignatures, count_failure
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.cms_signatures import UnreadableCertificate, prepare_attributes, subject_numbers
from kit.security.people import PersonLink
from kit.security.remote_signing import Signatory, SigningService, SigningServiceUnavailable
from kit.security.staff_directory import Directory

LONGEST_TITLE = 100


class SignForm(NamedTuple):
    """`request` is the id of the HTTP request, the same over its repeats; `signatory` is who signs,
    the owner or their representative.
    """

    request: str
    draft: str
    owner: Drafter
    signatory: PersonLink


class FormOfDraft(NamedTuple):
    """Whose e-form of which draft."""

    draft: str
    owner: Drafter


@dataclass(frozen=True, slots=True)
class FormSigning:
    """Bound to the table, the directory of agencies, the signing service and what a day allows."""

    intake: IntakeRepository
    directory: Directory
    followed: FollowedSignatures
    limits: DailyLimits

    @property
    def is_offered(self) -> bool:
        """Whether the stage has a signing service."""
        return self.followed.service() is not None

    @retry_on_conflict
    def sign(self, command: SignForm, *, at: datetime) -> FormSignature:
        """Request a signature; a repeat for the same content finds what became of it.

        Raises NotFound, SigningNotOffered, IdentityNotVerified, DraftNotReady, AnswersMalformed,
        TooManySignatures, SigningCertificateMissing, SigningCertificateForeign, SigningUnavailable
        and the refusals of `open_offer`.
        """
        draft = self.intake.draft_of(command.owner, command.draft)
        service = self.followed.require_service()
        procedure, agency = open_offer(self.intake, self.directory, place_of(draft), at=at)
        number = self._verified_number(command.signatory.person)
        aimed = draft if agency.code == draft.agency else draft.aim(agency.code, draft.terms)
        statement = self._statement(aimed, procedure, at)
        present = self.intake.form_signature(draft.id)
        if present and _is_repeat(present, command, statement, at):
            return self.followed.follow(present, statement, at)

        self.limits.require("signatures", self._count(command, at), at)
        signature = FormSignature(
            id=draft.id,
            vault=draft.vault,
            version=present.version if present else 0,
            request=command.request,
            signatory=command.signatory.person,
            title=f"Tờ khai: {procedure.content.short_name}"[:LONGEST_TITLE],
            sha256=sha256(statement).hexdigest(),
            key=_key(service, number, statement),
            requested_at=at,
            expires=at + WAITS,
        )
        moved = [Change(aimed, None)] if aimed is not draft else []
        self.intake.commit([Change(signature, None), *moved], at=at)
        fault_injection.point("form_signature.stored")
        return self.followed.follow(signature.committed(), statement, at)

    @retry_on_conflict
    def present(self, query: FormOfDraft, *, at: datetime) -> tuple[FormSignature | None, bool]:
        """The signature with what its phone has done since, and whether it is of the draft as it is
        now. Raises NotFound.
        """
        draft = self.intake.draft_of(query.owner, query.draft)
        signature = self.intake.form_signature(draft.id)
        if signature is None:
            return None, False
        procedure = self.intake.procedure(draft.procedure, at)
        statement = draft_statement(draft, procedure.reference) if procedure else b""
        followed = self.followed.follow(signature, statement, at)
        return followed, followed.is_of(statement, followed.signatory)

    def remove(self, command: FormOfDraft) -> None:
        """Withdraw the request, or take the signature from the draft. Raises NotFound, also the
        second time.
        """
        draft = self.intake.draft_of(command.owner, command.draft)
        if self.intake.form_signature(draft.id) is None:
            raise NotFound
        self.intake.remove_form_signature(draft.id)

    def _statement(self, draft: Draft, procedure: Procedure, at: datetime) -> bytes:
        """Of what could be filed now; raises DraftNotReady, AnswersMalformed."""
        view = overview_of(self.intake, self.directory, draft, at=at, is_signed=True)
        if draft.entry or not view.can_file:
            raise DraftNotReady
        return draft_statement(draft, procedure.reference)

    def _verified_number(self, person: str) -> str:
        """The number that the issuer of their account verified; raises IdentityNotVerified."""
        profile = self.intake.person(person)
        verified = profile.verified if profile else None
        number = verified.identity_number if verified and verified.identifies else None
        if number is None:
            raise IdentityNotVerified(field="me")
        return number

    def _count(self, command: SignForm, at: datetime) -> int:
        return self.intake.count_today("signatures", command.signatory.person, at)


def _is_repeat(present: FormSignature, command: SignForm, statement: bytes, at: datetime) -> bool:
    """The same request again, or another one while the first is awaited or has its signature."""
    if present.request == command.request:
        return True
    is_open = present.state == "signed" or (present.state == "waiting" and at < present.expires)
    return is_open and present.is_of(statement, command.signatory.person)


def _key(service: SigningService, number: str, statement: bytes) -> SigningKey:
    """Raises SigningCertificateMissing, SigningCertificateForeign, SigningUnavailable."""
    try:
        certificates = service.certificates(Signatory(kind="citizen", id=number))
    except SigningServiceUnavailable:
        count_failure()
        raise SigningUnavailable(retry_after=60) from None
    if not certificates:
        raise SigningCertificateMissing
    try:
        if subject_numbers(certificates[0]) != (number,):
            raise SigningCertificateForeign
        attributes = prepare_attributes(statement, certificates)
    except UnreadableCertificate:
        raise SigningCertificateForeign from None
    return SigningKey(
        number=number,
        certificates=certificates,
        attributes=b64encode(attributes).decode(),
    )
