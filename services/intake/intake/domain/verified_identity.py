"""What the issuer of a person's account verified about them: it stands for what they type."""

from collections.abc import Mapping
from typing import Final

from contracts.terms import Moment
from intake.domain.profile import OrganisationProfile, Profile
from intake.domain.profile_fields import identity_number
from kit.core.model import Model

FACTS: Final = ("full_name", "identity_number", "passport", "nationality", "phone")
"""The profile's fields that an issuer may verify, by the names of `Issuer.claims`."""


class VerifiedIdentity(Model):
    """Verified facts by field of the profile; `at` is when they were taken."""

    facts: dict[str, str]
    organisation: str | None = None
    tax_code: str | None = None
    at: Moment

    @property
    def identifies(self) -> bool:
        """Whether it says who the person is: a name, and a number that is nobody else's."""
        return "full_name" in self.facts and bool({"identity_number", "passport"} & set(self.facts))

    @property
    def identity_number(self) -> str | None:
        """The twelve digits; raises ValueError where the issuer says something else."""
        stated = self.facts.get("identity_number")
        return identity_number(stated) if stated else None

    @property
    def fields(self) -> tuple[str, ...]:
        """The profile's fields that are verified, and can't be typed."""
        organisation = ("organisation",) if self.organisation and self.tax_code else ()
        return (*(name for name in FACTS if name in self.facts), *organisation)


def verified_identity(claims: Mapping[str, str], at: Moment) -> VerifiedIdentity | None:
    """What of the issuer's claims a profile has; None where nothing is verified."""
    facts = {name: claims[name] for name in FACTS if name in claims}
    if not facts:
        return None
    return VerifiedIdentity(
        facts=facts,
        organisation=claims.get("organisation"),
        tax_code=claims.get("tax_code"),
        at=at,
    )


def with_verified(profile: Profile, verified: VerifiedIdentity | None) -> Profile:
    """The profile with verified facts in the place of typed ones, by the profile's own rules.

    Raises ValidationError where the issuer's fact breaks them.
    """
    if verified is None:
        return profile
    stated = profile.model_dump() | verified.facts
    if "identity_number" in verified.facts:
        stated |= {"passport": None, "nationality": None}
    if verified.organisation and verified.tax_code:
        organisation = OrganisationProfile(name=verified.organisation, tax_code=verified.tax_code)
        stated["organisation"] = organisation.model_dump()
    return Profile.model_validate(stated)
