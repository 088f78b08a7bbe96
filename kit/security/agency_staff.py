"""The officials of an agency: one item for each of their agencies beside their own record.

An item is written in the transaction that changes the rights and never deleted: who worked for an
agency stays in its list.
"""

from collections.abc import Iterator
from typing import Final, Self

from kit.core.model import Model
from kit.persistence.items import Item, Put
from kit.security.staff_rights import Staff

AGENCY_STAFF: Final = "AGENCY-STAFF#"


class ListedOfficial(Model):
    """An official in the list of one agency; `former`: the rights there have ended."""

    sub: str
    name: str
    office: str | None = None
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    desks: tuple[str, ...] = ()
    former: bool = False

    @classmethod
    def of(cls, official: Staff, *, former: bool) -> Self:
        """What a list shows of an official."""
        facts = {name: getattr(official, name) for name in cls.model_fields if name != "former"}
        return cls(**facts, former=former)


def list_changes(before: Staff | None, after: Staff | None) -> Iterator[Put]:
    """What a change of rights writes into the lists: nothing where a row stays as it is."""
    rows, old = _rows(after, former=False), _rows(before, former=False)
    ended = {code: row for code, row in _rows(before, former=True).items() if code not in rows}
    for code, row in {**ended, **rows}.items():
        if old.get(code) != row:
            yield Put(Item(AGENCY_STAFF + code, row.sub, row.model_dump_json()))


def _rows(official: Staff | None, *, former: bool) -> dict[str, ListedOfficial]:
    if official is None:
        return {}
    return dict.fromkeys(official.agencies, ListedOfficial.of(official, former=former))
