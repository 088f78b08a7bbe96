"""Differences between the catalogues, and the round of the mapper that states them."""

from collections.abc import Iterable
from typing import Final

from exchange.domain.difference import KINDS, Difference, DifferenceKind, Subject
from exchange.domain.mapping import Mapping
from exchange.domain.mapping_round import MappingRound
from exchange.repositories.mappings import mapping_put
from exchange.repositories.revised_items import revised_put, write_in_parts
from kit.persistence.items import STATE, Absent, AtVersion, Item, Put, Remove
from kit.persistence.query import Query
from kit.persistence.repository import Repository

MOST_COUNTED: Final = 10_000
AFTER_KEYS: Final = "$"
"""Sorts behind the `#` of a subject's differences, and before every longer code."""


class Differences(Repository):
    """Questions about differences."""

    def differences_between(self, about: Subject, behind: str, last: str) -> list[Difference]:
        """Those of the subjects behind a code up to another one; `last` "": to the end."""
        query = Query(
            partition=_differences(about),
            since=f"{behind}{AFTER_KEYS}" if behind else None,
            upto=f"{last}{AFTER_KEYS}" if last else None,
        )
        return list(map(_difference, self._table.all(query)))

    def listed_differences(
        self, kind: DifferenceKind, after: str | None, limit: int
    ) -> tuple[list[Difference], str | None]:
        """A page of one kind, in the order of the subjects, and where the rest begins."""
        query = Query(partition=f"difference#{kind}", index="waiting", after=after, limit=limit)
        page = self._table.query(query)
        items = (self._table.get(each.pk, each.sk) for each in page.items)
        return [_difference(item) for item in items if item], page.after

    def counted_differences(self) -> dict[DifferenceKind, int]:
        """How many of each kind, at most ten thousand."""
        queries = (
            Query(partition=f"difference#{kind}", index="waiting", limit=MOST_COUNTED)
            for kind in KINDS
        )
        return dict(zip(KINDS, self._table.counts(queries), strict=True))

    def mapping_round(self) -> MappingRound:
        """The round that is under way, or the last one; before the first an empty one."""
        return self.load(MappingRound, "mapper") or MappingRound()

    def save_round(
        self,
        under_way: MappingRound,
        mappings: Iterable[Mapping] = (),
        differences: Iterable[Difference] = (),
        obsolete: Iterable[Difference] = (),
    ) -> MappingRound:
        """The round with what was learned, which is written before it where it is much.

        Raises Conflict where somebody else changed any of it.
        """
        after = under_way.committed()
        item = Item(after.pk, STATE, after.model_dump_json(), after.version)
        when = AtVersion(under_way.version) if under_way.version else Absent()
        write_in_parts(
            self._table,
            [
                *map(mapping_put, mappings),
                *map(_difference_put, differences),
                *(Remove(*_place(each)) for each in obsolete),
                Put(item, when),
            ],
        )
        return after


def _differences(about: Subject) -> str:
    return f"DIFFERENCES#{about}"


def _place(difference: Difference) -> tuple[str, str]:
    return _differences(difference.about), difference.key


def _difference_put(difference: Difference) -> Put:
    attributes: dict[str, str | int] = {
        "waiting": f"difference#{difference.kind}",
        "since": difference.key,
    }
    return revised_put(*_place(difference), difference, difference.revision, attributes)


def _difference(item: Item) -> Difference:
    return Difference.model_validate_json(item.doc).evolve(revision=item.version)
