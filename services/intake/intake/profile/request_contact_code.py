"""The request for a code that proves a new phone or mailbox."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from contracts.terms import Contact
from intake.domain.contact_code import (
    ContactCode,
    ContactVerifiedByIssuer,
    NewContact,
    request_code,
)
from intake.domain.daily_limits import DailyLimits
from intake.profile.identity_fingerprints import identity_fingerprints
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.people import PersonLink, PersonMissing
from kit.security.versioned_secret import VersionedSecret

MOST_TO_ONE: Final = 5
"""Codes that one phone or mailbox gets on one day, whoever requests them; assumed."""


class RequestContactCode(Model):
    """`id` is the id of the request, the same over repeats; `contact` has one phone or mailbox.
    `about` is a dossier of the person, None: their profile. `digits` are the code.
    """

    id: str
    owner: PersonLink
    contact: Contact
    digits: str
    about: str | None = None


@retry_on_conflict
def request_contact_code(
    intake: IntakeRepository,
    limits: DailyLimits,
    secret: Callable[[], VersionedSecret],
    command: RequestContactCode,
    *,
    at: datetime,
) -> ContactCode:
    """The answer is the same whoever has the address, and however often it was named today.

    Raises NotFound, PersonMissing, ContactVerifiedByIssuer, TooManyCodes.
    """
    existing = intake.contact_code(command.id)
    if existing is not None and command.owner.owns(existing.owner):
        return existing
    person = intake.person(command.owner.person)
    if person is None:
        raise PersonMissing(field="me")
    if command.about is not None:
        intake.dossier_of(command.owner, command.about)
    elif command.contact.phone and person.verified and "phone" in person.verified.facts:
        raise ContactVerifiedByIssuer(field="phone")
    limits.require("codes", intake.count_today("codes", person.id, at), at)

    key = secret()
    new = NewContact(contact=command.contact, about=command.about)
    code, event = request_code(command.id, person.id, new, command.digits, key=key.key, at=at)

    address = command.contact.phone or command.contact.email or ""
    sent = intake.count_today("codes", identity_fingerprints(key, address)[0], at)
    intake.commit([Change(code, event if sent <= MOST_TO_ONE else None)], at=at)
    return code
