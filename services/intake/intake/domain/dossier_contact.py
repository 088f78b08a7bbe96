"""What changes after the filing without changing the case: the look-up key, the contact."""

from typing import Final

from contracts.intake import ContactChanged, KeyReplaced
from contracts.terms import Applicant, Contact, Representative
from intake.domain.dossier import Dossier
from intake.domain.lookup_key import LookupKeys
from kit.core.errors import Conflicting

MOST_KEYS: Final = 20
"""Of one dossier: more than anybody loses."""


class IdentityDiffers(Conflicting):
    """The shown identity is neither the applicant's nor the representative's."""

    code = "identity_differs"
    vi = "Giấy tờ xuất trình không khớp với người nộp hồ sơ hoặc người được ủy quyền."
    en = "The identity that was shown is neither the applicant's nor the representative's."


class TooManyKeys(Conflicting):
    """The look-up key was replaced as often as it may be."""

    code = "too_many_keys"
    vi = "Mã tra cứu của hồ sơ này đã được cấp lại quá nhiều lần."
    en = "The look-up key of this dossier was replaced too often."


def require_identity(
    shown: str | None, applicant: Applicant, representative: Representative | None
) -> None:
    """The number that was shown stands in the dossier; raises IdentityDiffers."""
    numbers = {applicant.identity_number, applicant.passport}
    numbers |= {representative.identity_number} if representative else set()
    if shown is None or shown not in numbers - {None}:
        raise IdentityDiffers(field="shown")


def replace_key(dossier: Dossier, keys: LookupKeys, *, request: str) -> tuple[Dossier, KeyReplaced]:
    """The dossier with another key: the one before opens nothing any more; raises TooManyKeys."""
    counter = dossier.key_counter + 1
    if counter > MOST_KEYS:
        raise TooManyKeys
    key = keys.key(dossier.id, counter)
    replaced = dossier.evolve(lookup_key=key, key_counter=counter, key_request=request)
    return replaced, KeyReplaced(lookup_key=key)


def change_contact(
    dossier: Dossier,
    contact: Contact | None,
    *,
    request: str,
    former: Contact | None = None,
) -> tuple[Dossier, ContactChanged]:
    """The dossier with another contact, which lies in the event; so does what a desk replaced."""
    changed = dossier.evolve(contact_event=dossier.version + 1, contact_request=request)
    return changed, ContactChanged(contact=contact, former=former)


def replaced_contact(former: Contact | None, contact: Contact | None) -> Contact | None:
    """Of the contact before, the phone and the mailbox that get notices no more; None: neither."""
    if former is None:
        return None
    present = contact or Contact()
    left = former.evolve(
        phone=None if former.phone == present.phone else former.phone,
        email=None if former.email == present.email else former.email,
    )
    return left if left.phone or left.email else None
