"""Where the notices of a dossier go: kept sealed from its filing on."""

from typing import TYPE_CHECKING, ClassVar

from contracts.terms import Contact, Language
from kit.core.events import Envelope
from kit.core.model import Aggregate, Sealed

if TYPE_CHECKING:
    from contracts.intake import AccessChanged, DossierFiled


class Correspondence(Aggregate):
    """What notifications keeps of one dossier; `id` is its code, `owner` the subject of the owner's tokens and
    `owner_since` the sequence of the event that said so.
    """

    KIND: ClassVar[str] = "DOSSIER"

    contact: Sealed[Contact]
    owner: str
    owner_since: int
    agency: str
    agency_name: str
    procedure: str


class Preferences(Aggregate):
    """What a citizen chose; `id` is the subject of their tokens. `mail` False: no mails that are not statutory."""

    KIND: ClassVar[str] = "PREFERENCES"

    mail: bool = True
    language: Language | None = None


def opened(message: Envelope, filed: "DossierFiled") -> Correspondence:
    """The correspondence of a dossier that was just filed."""
    return Correspondence(
        id=message.subject,
        dossier=message.subject,
        vault=message.vault,
        contact=filed.contact,
        owner=filed.owner.sub,
        owner_since=message.sequence,
        agency=filed.agency,
        agency_name=filed.agency_name,
        procedure=filed.procedure.name,
    )


def with_owner(known: Correspondence, changed: "AccessChanged", sequence: int) -> Correspondence:
    """The correspondence after access to the dossier changed hands."""
    return known.evolve(owner=changed.owner.sub, owner_since=sequence)


def chosen(known: Preferences, *, mail: bool, language: Language | None) -> Preferences:
    """The preferences as the citizen wants them now."""
    return known.evolve(mail=mail, language=language)
