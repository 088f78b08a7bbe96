"""The person behind an access token, sealed under a key of their own."""

from typing import ClassVar

from contracts.printable import NotPrintable, is_printable
from contracts.terms import Applicant, Contact
from intake.domain.profile import Profile
from kit.core.model import Aggregate, Sealed


class Person(Aggregate):
    """Its id is the subject of the person's tokens.

    `phone_verified`: the person proved to hold the profile's phone. Nothing sets it yet: that is
    for whoever takes an issuer's verified claims. SMS go to verified phones only.
    """

    KIND: ClassVar[str] = "PERSON"

    profile: Sealed[Profile]
    phone_verified: bool = False

    def with_profile(self, profile: Profile) -> "Person":
        """Another phone is not verified, even if the one before was."""
        same_phone = profile.phone == self.profile.phone
        return self.evolve(profile=profile, phone_verified=self.phone_verified and same_phone)

    @property
    def applicant(self) -> Applicant:
        """As a dossier states them."""
        return Applicant(
            full_name=self.profile.full_name,
            identity_number=self.profile.identity_number,
            address=self.profile.address,
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


def person_vault(sub: str) -> str:
    """The vault id of a person's own data."""
    return f"person-{sub}"


def require_printable(person: Person) -> None:
    """What a dossier prints of the person can be printed; raises NotPrintable.

    The profile may be older than the rule.
    """
    if not (is_printable(person.profile.full_name) and is_printable(person.profile.address)):
        raise NotPrintable(field="me")
