"""Change of the contact of a dossier: by the owner, or by a desk for whoever shows who they are."""

from datetime import datetime

from contracts.terms import Contact
from intake.domain.contact_code import require_proved
from intake.domain.dossier_contact import change_contact, replaced_contact
from intake.domain.person import Person
from intake.dossiers.replace_key import require_shown
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_rights import Staff


class ChangeContact(Model):
    """`request` is the id of the request: a repeat changes nothing. `contact` None: the desk brings
    the notices. `shown` is the number on the card or passport that an official was shown.
    """

    code: str
    by: Drafter
    request: str
    contact: Contact | None
    shown: str | None = None


@retry_on_conflict
def change_dossier_contact(
    intake: IntakeRepository, command: ChangeContact, *, at: datetime
) -> Contact | None:
    """A phone that the owner types is verified where their profile's is; another phone or mailbox
    than the profile's or the present one takes a code. What a desk replaces gets a notice.

    Raises NotFound, IdentityDiffers, ContactCodeRequired.
    """
    dossier = intake.dossier_served(command.by, command.code)
    require_shown(intake, dossier, command.by, command.shown)
    if dossier.contact_request == command.request:
        return intake.contact_of(dossier)
    contact, former = command.contact, None
    if isinstance(command.by, Staff):
        former = replaced_contact(intake.contact_of(dossier), contact)
    if contact and not isinstance(command.by, Staff):
        person = intake.person(dossier.owner) if dossier.owner else None
        present = intake.contact_of(dossier)
        require_proved(contact, present, person.contact if person else None)
        contact = contact.evolve(phone_verified=_is_verified(person, present, contact.phone))

    changed, event = change_contact(dossier, contact, request=command.request, former=former)

    intake.commit([Change(changed, event)], at=at)
    fault_injection.point("change_contact.committed")
    return contact


def _is_verified(person: Person | None, present: Contact | None, phone: str | None) -> bool:
    """As the profile has it, or the dossier's own contact."""
    contacts = [each for each in (person.contact if person else None, present) if each]
    return any(each.phone == phone and each.phone_verified for each in contacts)
