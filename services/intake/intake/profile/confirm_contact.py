"""The confirmation of a new phone or mailbox by its one-time code."""

from collections.abc import Callable
from datetime import datetime

from contracts.terms import Contact
from intake.domain.contact_code import ContactCode, ContactCodeWrong, is_code, with_confirmed
from intake.domain.dossier_contact import change_contact
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from kit.platform import fault_injection
from kit.security.people import PersonLink
from kit.security.versioned_secret import VersionedSecret


class ConfirmContact(Model):
    """Which code, whose, and the digits that they got."""

    code: str
    owner: PersonLink
    digits: str


def confirm_contact(
    intake: IntakeRepository,
    secret: Callable[[], VersionedSecret],
    command: ConfirmContact,
    *,
    at: datetime,
) -> Contact:
    """Where notices go from now on; the attempt is stored before it is compared.

    A repeat of the right one changes nothing. Raises ContactCodeWrong, NotFound.
    """
    keys = tuple(secret().keys.values())
    stored = _own_code(intake, command)
    if stored.state == "confirmed" and is_code(stored, keys, command.digits):
        return _present(intake, stored) or stored.contact

    _store_attempt(intake, command, at)

    if not is_code(stored, keys, command.digits):
        raise ContactCodeWrong
    return _apply(intake, command, at)


@retry_on_conflict
def _store_attempt(intake: IntakeRepository, command: ConfirmContact, at: datetime) -> None:
    intake.commit([Change(_own_code(intake, command).compared(at), None)], at=at)


@retry_on_conflict
def _apply(intake: IntakeRepository, command: ConfirmContact, at: datetime) -> Contact:
    code = _own_code(intake, command)
    former = _present(intake, code)
    confirmed, event = code.confirm(former)
    contact = with_confirmed(former, code.contact)

    intake.commit([Change(confirmed, event), _changed(intake, code, contact)], at=at)
    fault_injection.point("confirm_contact.committed")
    return contact


def _changed(intake: IntakeRepository, code: ContactCode, contact: Contact) -> Change:
    """The profile, or the dossier that the code is about, with the contact."""
    if code.about is None:
        person = required(intake.person(code.owner))
        return Change(person.with_confirmed(code.contact), None)
    changed, event = change_contact(intake.filed_dossier(code.about), contact, request=code.id)
    return Change(changed, event)


def _present(intake: IntakeRepository, code: ContactCode) -> Contact | None:
    if code.about is not None:
        return intake.contact_of(intake.filed_dossier(code.about))
    person = intake.person(code.owner)
    return person.contact if person else None


def _own_code(intake: IntakeRepository, command: ConfirmContact) -> ContactCode:
    code = intake.contact_code(command.code)
    if code is None or not command.owner.owns(code.owner):
        raise ContactCodeWrong
    return code
