"""Update of a person's profile."""

from datetime import datetime

from intake.domain.person import Person, person_vault
from intake.domain.profile import Profile
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict


class UpdateProfile(Model):
    """`sub` is the subject of the person's access token."""

    sub: str
    profile: Profile


@retry_on_conflict
def update_profile(intake: IntakeRepository, command: UpdateProfile, *, at: datetime) -> Person:
    """The same profile again changes nothing."""
    existing = intake.person(command.sub)
    if existing and existing.profile == command.profile:
        return existing

    vault = person_vault(command.sub)
    if existing:
        person = existing.with_profile(command.profile)
    else:
        person = Person(id=command.sub, vault=vault, profile=command.profile)

    intake.create_data_key(vault)
    intake.commit([Change(person, None)], at=at)
    return person
