"""Where the notices of a dossier go, and what a citizen prefers."""

from typing import TYPE_CHECKING, ClassVar

from contracts.terms import Contact, Language, Portal
from kit.core.events import Envelope
from kit.core.model import Aggregate, Sealed

if TYPE_CHECKING:
    from contracts.casework import CaseHandedOver
    from contracts.intake import AccessChanged, ContactChanged, DossierFiled


class DossierContact(Aggregate):
    """The contact data of one dossier, sealed from its filing on; `id` is the dossier's code.

    `owner` is the person whose dossier it is, None where nobody has claimed it. `owner_since` and
    `contact_since` are the sequences of the events that named them last.
    `agency` has the case since the event `agency_since`. `portal`: it was filed there, and its
    applicant follows it there.
    """

    KIND: ClassVar[str] = "DOSSIER"

    contact: Sealed[Contact | None]
    owner: str | None
    owner_since: int
    contact_since: int = 0
    agency: str
    agency_name: str
    procedure: str
    agency_since: int = 0
    portal: Portal | None = None


class Preferences(Aggregate):
    """What a citizen prefers; `id` is the person, as a dossier names its owner.

    `mail` False: no mails that are not statutory. `language` None: the dossier's. `accents`: SMS
    with Vietnamese accents, which take two to three segments instead of one.
    """

    KIND: ClassVar[str] = "PREFERENCES"

    mail: bool = True
    language: Language | None = None
    accents: bool = False


def contact_of(message: Envelope, filed: "DossierFiled") -> DossierContact:
    """The contact of a dossier that was just filed."""
    return DossierContact(
        id=message.subject,
        dossier=message.subject,
        vault=message.vault,
        contact=filed.contact,
        owner=filed.owner and filed.owner.sub,
        owner_since=message.sequence,
        agency=filed.agency,
        agency_name=filed.agency_name,
        procedure=filed.procedure.name,
        portal=filed.portal,
    )


def hand_over(
    contact: DossierContact, message: Envelope, case: "CaseHandedOver"
) -> DossierContact | None:
    """The contact with the agency that has the case; None where a newer event has named one."""
    if message.sequence <= contact.agency_since:
        return None
    return contact.evolve(
        agency=case.agency,
        agency_name=case.agency_name or contact.agency_name,
        agency_since=message.sequence,
    )


def change_owner(
    contact: DossierContact, message: Envelope, changed: "AccessChanged"
) -> DossierContact | None:
    """The contact under its new owner; None where a newer event has named one already."""
    if not message.is_newer_than(contact.owner_since):
        return None
    return contact.evolve(owner=changed.owner.sub, owner_since=message.sequence)


def change_contact(
    contact: DossierContact, message: Envelope, changed: "ContactChanged"
) -> DossierContact | None:
    """The dossier's contact as changed; None where a newer event has changed it already."""
    if not message.is_newer_than(contact.contact_since):
        return None
    return contact.evolve(contact=changed.contact, contact_since=message.sequence)
