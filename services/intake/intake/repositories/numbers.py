"""The running numbers of dossier codes, by day and agency, and those that became void."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit.persistence.items import Item, Put
from kit.persistence.query import Query
from kit.persistence.repository import Repository

if TYPE_CHECKING:
    from intake.domain.running_numbers import CheckedNumbers, VoidNumber


class Numbers(Repository):
    """Questions about running numbers (số thứ tự)."""

    def next_number(self, agency: str, day: str) -> int:
        """The next running number: one may stay unused, none is given twice."""
        return self._table.add(_numbers_of(day), agency)

    def numbers_of(self, day: str) -> Iterator[tuple[str, int]]:
        """Each agency that gave numbers on a day (YYMMDD), and the last one."""
        for item in self._table.all(Query(partition=_numbers_of(day))):
            yield item.sk, int(item.index_attributes.get("n", 0))

    def checked_numbers(self, agency: str, day: str) -> "CheckedNumbers | None":
        """How far they are known; None where nobody looked yet."""
        from intake.domain.running_numbers import CheckedNumbers

        item = self._table.get(_checked_of(day), agency)
        return CheckedNumbers.model_validate_json(item.doc) if item else None

    def save_checked_numbers(self, agency: str, day: str, checked: "CheckedNumbers") -> None:
        """By the one sweeper; a repeat changes nothing."""
        self._table.write([Put(Item(_checked_of(day), agency, checked.model_dump_json()))])

    def is_used(self, code: str) -> bool:
        """Whether a dossier has the code."""
        return self._table.get(f"DOSSIER#{code}") is not None

    def save_void(self, agency: str, void: "VoidNumber") -> None:
        """Recorded for good; a repeat changes nothing."""
        self._table.write([Put(Item(_voids_of(agency), void.code, void.model_dump_json()))])

    def voids_of(self, agency: str, day: str) -> "list[VoidNumber]":
        """The void codes of a day, in the order of their numbers' text."""
        from intake.domain.running_numbers import VoidNumber

        prefix = f"{agency}-{day}-"
        items = self._table.all(Query(partition=_voids_of(agency), prefix=prefix))
        return [VoidNumber.model_validate_json(item.doc) for item in items]


def _numbers_of(day: str) -> str:
    return f"NUMBERS#{day}"


def _checked_of(day: str) -> str:
    return f"CHECKEDNUMBERS#{day}"


def _voids_of(agency: str) -> str:
    return f"VOIDS#{agency}"
