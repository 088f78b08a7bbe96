"""The part of a service in the export of a person's data: what it stores of each of their dossiers.

Each part is an event, sealed under the dossier's key; the service that got the request collects
them. A repeat publishes nothing twice.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import ClassVar

from kit.core.events import Change, Envelope
from kit.core.items import Item
from kit.core.model import Aggregate, Cipher, Event
from kit.core.personal_rows import PersonalRow, in_parts, rows_of
from kit.persistence.repository import Duplicate, Repository
from kit.persistence.vault import Unreadable

PERSON = "person"
"""What stands for a dossier where a part is of none."""
Place = tuple[str, str]
"""The code of a dossier and the id of its data key; of what is no dossier's "" and the person's."""
Part = Callable[[int, int, tuple[PersonalRow, ...] | None], Event]
"""The event of a part: its number from 1, how many there are, its rows (None: erased)."""


class ExportPart(Aggregate):
    """`id` is `<export>.<dossier or person>.<number>`: whether a part was published."""

    KIND: ClassVar[str] = "EXPORT"


def deliver_export(
    repository: Repository,
    message: Envelope,
    dossiers: Sequence[Place],
    rows: Callable[[str], Iterable[PersonalRow]],
    part: Part,
    *,
    at: datetime,
) -> None:
    """The parts of every dossier, then that the request was handled; raises Conflict, Duplicate."""
    if repository.has_handled(message):
        raise Duplicate
    for code, vault in dossiers:
        export = f"{message.subject}.{code or PERSON}"
        try:
            _publish(repository, export, (code, vault), in_parts(rows(code)), part, at)
        except Unreadable:
            _publish(repository, export, (code, vault), [None], part, at)
    repository.record(message, at)


def _publish(
    repository: Repository,
    id: str,
    place: Place,
    parts: Sequence[tuple[PersonalRow, ...] | None],
    part: Part,
    at: datetime,
) -> None:
    code, vault = place
    for number, rows in enumerate(parts, start=1):
        state = ExportPart(id=f"{id}.{number}", dossier=code or None, vault=vault)
        if repository.load_sealed(ExportPart, state.id) is None:
            event = part(number, len(parts), rows)
            repository.commit([Change(state, event)], at=at)


def item_rows(
    items: Iterable[tuple[str, Item]], cipher: Cipher | None, plain: Mapping[str, Collection[str]]
) -> Iterator[PersonalRow]:
    """What the items say, each with the name of its place.

    Every sealed field is opened; of the others those that `plain` has for the place. Raises
    Unreadable where the dossier was erased.
    """
    for place, item in items:
        yield from rows_of(place, json.loads(item.doc), cipher, plain=plain.get(place, ()))
