"""Update of a person's profile."""

from datetime import datetime

from intake.domain.contact_code import require_unchanged
from intake.domain.person import Person, person_vault
from intake.domain.profile import Profile
from intake.domain.verified_identity import VerifiedIdentity, with_verified
from intake.repository import IntakeRepository
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink


class UpdateProfile(Model):
    """`verified` is what the issuer of the person's account verified, None where it told nothing
    this time.
    """

    owner: PersonLink
    profile: Profile
    verified: VerifiedIdentity | None = None


@retry_on_conflict
def update_profile(intake: IntakeRepository, command: UpdateProfile, *, at: datetime) -> Person:
    """The same profile again changes nothing; verified facts stand until newer ones come.

    The profiles under earlier ids of the person are removed: this one stands for all. Raises
    ValidationError where a verified fact breaks the profile's rules, ContactCodeRequired where the
    contact of a profile would change.
    """
    existing = intake.person(command.owner.person)
    verified = command.verified or (existing.verified if existing else None)
    profile = with_verified(command.profile, verified)
    require_unchanged(existing, profile, verified)
    unchanged = existing and (existing.profile, existing.verified) == (profile, verified)
    if existing and unchanged and not command.owner.also:
        return existing

    vault = person_vault(command.owner.person)
    person = existing or Person(id=command.owner.person, vault=vault, profile=profile)
    person = person.with_profile(profile, verified)

    intake.create_data_key(vault)
    intake.commit_profile(person, command.owner.also, at=at)
    return person
