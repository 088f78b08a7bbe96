"""A person, sealed under a key of their own."""

from typing import ClassVar

from contracts.printable import NotPrintable, is_printable
from contracts.terms import Applicant, Contact
from intake.domain.profile import Profile
from intake.domain.verified_identity import VerifiedIdentity
from kit.core.model import Aggregate, Sealed


class Person(Aggregate):
    """Its id is what events and tables call the owner.

    `phone_verified`: the person proved to hold the profile's phone. Nothing sets it yet: that is
    for whoever takes an issuer's verified claims. SMS go to verified phones only.
    """

    KIND: ClassVar[str] = "PERSON"

    profile: Sealed[Profile]
    verified: Sealed[VerifiedIdentity | None] = None
    phone_verified: bool = False

    def with_profile(self, profile: Profile, verified: VerifiedIdentity | None = None) -> "Person":
        """Another phone is not verified, even if the one before was, unless the issuer says so."""
        same_phone = profile.phone == self.profile.phone
        by_issuer = verified is not None and "phone" in verified.facts
        return self.evolve(
            profile=profile,
            verified=verified,
            phone_verified=by_issuer or (self.phone_verified and same_phone),
        )

    def with_confirmed(self, contact: Contact) -> "Person":
        """With a phone or mailbox that the person has proved to hold."""
        if contact.phone is not None:
            profile = self.profile.evolve(phone=contact.phone)
            return self.evolve(profile=profile, phone_verified=True)
        return self.evolve(profile=self.profile.evolve(email=contact.email))

    @property
    def applicant(self) -> Applicant:
        """As a dossier states them where they file for themselves."""
        return Applicant(
            full_name=self.profile.full_name,
            identity_number=self.profile.identity_number,
            passport=self.profile.passport,
            nationality=self.profile.nationality,
            address=self.profile.address,
            authenticated=self.verified is not None and self.verified.identifies,
        )

    @property
    def organisation_applicant(self) -> Applicant:
        """As a dossier states them where they file for their organisation."""
        organisation = self.profile.organisation
        return self.applicant.evolve(
            organisation=organisation and organisation.name,
            tax_code=organisation and organisation.tax_code,
        )

    @property
    def contact(self) -> Contact:
        """Where notices go."""
        return Contact(
            phone=self.profile.phone,
            phone_verified=self.phone_verified,
            email=self.profile.email,
            language=self.profile.language,
        )


def person_vault(person: str) -> str:
    """The vault id of a person's own data."""
    return f"person-{person}"


def require_printable(person: Person) -> None:
    """What a dossier prints of the person can be printed; raises NotPrintable.

    The profile may be older than the rule.
    """
    profile = person.profile
    printed = [profile.full_name, profile.address]
    printed += [profile.organisation.name] if profile.organisation else []
    if not all(map(is_printable, printed)):
        raise NotPrintable(field="me")
