"""The caller's profile, as it is answered."""

from typing import Annotated

from pydantic import Field

from intake.domain.person import Person
from intake.domain.profile import Profile


class ProfileView(Profile):
    """The caller's profile."""

    verified: Annotated[
        tuple[str, ...],
        Field(
            description="The fields that the issuer of the account verified; they can't be typed"
        ),
    ] = ()

    @classmethod
    def of(cls, person: Person) -> "ProfileView":
        """A stored profile may be older than today's rules, so it is not validated again."""
        fields = dict(person.profile)
        verified = person.verified.fields if person.verified else ()
        return cls.model_construct(None, **fields, verified=verified)
