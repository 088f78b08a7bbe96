"""The export of all that is stored of a person: whose it is, which dossiers, and its parts."""

from datetime import datetime, timedelta
from typing import ClassVar, Final, NamedTuple

from contracts.exports import OF_PEOPLE, PARTS, ExportedDossier, PartExported
from contracts.terms import Moment
from kit.core.model import Aggregate, Model, Sealed
from kit.core.personal_rows import PersonalRow

LASTS: Final = timedelta(days=7)
"""After so long neither its parts nor its link can be had any more."""
PERSON: Final = ""
"""What stands for a dossier in a part of what is no dossier's."""
MOST_DOSSIERS: Final = 50
"""Of one export: the newest; the rest follows in the next one."""


class DataExport(Aggregate):
    """`next` is the place in the list of dossiers where the next export begins."""

    KIND: ClassVar[str] = "EXPORT"

    owner: str
    requested_at: Moment
    expires: Moment
    dossiers: tuple[ExportedDossier, ...]
    next: str | None = None

    def index_attributes(self) -> dict[str, str | int]:
        """It ends by itself."""
        return {"ttl": int(self.expires.timestamp())}

    def has_expired(self, at: datetime) -> bool:
        """Whether it is over, also while it is still stored."""
        return self.expires <= at


class StoredPart(Model):
    """Part `part` of `parts` of what a service stores of a dossier, under the dossier's key."""

    service: str
    dossier: str
    vault: str | None
    part: int
    parts: int
    rows: Sealed[tuple[PersonalRow, ...] | None]


def stored_part(service: str, dossier: str, vault: str | None, event: PartExported) -> StoredPart:
    """As intake keeps it until the export is over; its rows stay sealed."""
    return StoredPart.model_validate(
        {
            "service": service,
            "dossier": dossier,
            "vault": vault,
            "part": event.part,
            "parts": event.parts,
            "rows": event.rows,
        }
    )


class Delivered(NamedTuple):
    """By service of how many dossiers every part has come; `is_whole`: everything has."""

    dossiers: dict[str, int]
    is_whole: bool


def delivered(export: DataExport, parts: tuple[StoredPart, ...]) -> Delivered:
    """What services have delivered by now."""
    present: dict[tuple[str, str], set[int]] = {}
    wanted: dict[tuple[str, str], int] = {}
    for each in parts:
        place = (each.service, each.dossier)
        present.setdefault(place, set()).add(each.part)
        wanted[place] = max(wanted.get(place, 0), each.parts)
    whole = {place for place, numbers in present.items() if len(numbers) == wanted[place]}
    codes = [dossier.code for dossier in export.dossiers]
    dossiers = {service: sum((service, code) in whole for code in codes) for service in PARTS}
    of_dossiers = all(number == len(codes) for number in dossiers.values())
    of_person = all((service, PERSON) in whole for service in OF_PEOPLE)
    return Delivered(dossiers, of_dossiers and of_person)
