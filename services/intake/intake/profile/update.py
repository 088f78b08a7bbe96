"""Update of a person's profile."""

from datetime import datetime

from intake.domain.person import Person, person_vault
from intake.domain.profile import Profile
from intake.domain.verified_identity import VerifiedIdentity, with_verified
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict


class UpdateProfile(Model):
    """`sub` is the subject of the person's access token; `verified` is what its issuer verified,
    None where it told nothing this time.
    """

    sub: str
    profile: Profile
    verified: VerifiedIdentity | None = None


@retry_on_conflict
def update_profile(intake: IntakeRepository, command: UpdateProfile, *, at: datetime) -> Person:
    """The same profile again changes nothing; verified facts stand until newer ones come.

    Raises ValidationError where a verified fact breaks the profile's rules.
    """
    existing = intake.person(command.sub)
    verified = command.verified or (existing.verified if existing else None)
    profile = with_verified(command.profile, verified)
    if existing and (existing.profile, existing.verified) == (profile, verified):
        return existing

    vault = person_vault(command.sub)
    person = existing or Person(id=command.sub, vault=vault, profile=profile)
    person = person.with_profile(profile, verified)

    intake.create_data_key(vault)
    intake.commit([Change(person, None)], at=at)
    return person
