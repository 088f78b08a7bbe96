"""Public leaves: rows of a closed month that anybody may count, in cells of at least five."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal, NamedTuple

LEAST: Final = 5
"""Dossiers of a cell (agency, level, field, channel); smaller ones are merged upward."""
Part = Literal["received", "ended"]


class CountedRow(NamedTuple):
    """What a dossier adds to a month: in `kinds` it counts once, to `sums` it adds đồng.

    `part` says whether it was received or ended in the month; one dossier may have both rows.
    """

    code: str
    month: str
    part: Part
    agency: str | None
    level: str | None
    field: str | None
    channel: str | None
    kinds: tuple[str, ...]
    sums: tuple[tuple[str, int], ...]
    sensitive: bool = False

    @property
    def cell(self) -> tuple[str | None, ...]:
        """What places it among the others of its part."""
        return (self.part, self.agency, self.level, self.field, self.channel)


Coarser = Callable[[CountedRow], CountedRow]
COARSER: Final[Sequence[Coarser]] = (
    lambda row: row,
    lambda row: row._replace(channel=None),
    lambda row: row._replace(channel=None, field=None),
    lambda row: row._replace(channel=None, field=None, agency=None, level=None),
)
"""Channel, then field, then agency is left out."""
OF_SENSITIVE: Final[Sequence[Coarser]] = (
    lambda row: row._replace(channel=None, agency=None, level=None),
    COARSER[-1],
)
"""Rows of a sensitive procedure name its field and nothing else."""
KINDS_OF_SENSITIVE: Final = frozenset({"received", "resolved", "on_time", "late"})
"""Who knows that somebody filed such a dossier must not learn that it was refused, nor its fee."""


def public_rows(rows: Iterable[CountedRow]) -> list[CountedRow]:
    """The rows as they may be published: every cell has at least LEAST of them.

    What stays too few for the whole province takes the smallest other cells along; where all rows
    of a part are too few, none is published.
    """
    listed = list(rows)
    ordinary = [row for row in listed if not row.sensitive]
    sensitive = [row for row in listed if row.sensitive]
    withheld = [
        row._replace(kinds=tuple(k for k in row.kinds if k in KINDS_OF_SENSITIVE), sums=())
        for row in sensitive
    ]
    cells, rest = _merged(ordinary, COARSER)
    more, few = _merged(withheld, OF_SENSITIVE)
    for cell, members in more.items():
        cells[cell].extend(members)
    return _with_rest(cells, [*rest, *few])


def _merged(
    rows: list[CountedRow], steps: Sequence[Coarser]
) -> tuple[dict[tuple[str | None, ...], list[CountedRow]], list[CountedRow]]:
    """The cells that are large enough, and the rows that are in none."""
    complete: dict[tuple[str | None, ...], list[CountedRow]] = defaultdict(list)
    for step in steps:
        cells: Mapping[tuple[str | None, ...], list[CountedRow]] = _by_cell(map(step, rows))
        rows = []
        for cell, members in cells.items():
            if len(members) >= LEAST:
                complete[cell].extend(members)
            else:
                rows.extend(members)
    return complete, rows


def _by_cell(rows: Iterable[CountedRow]) -> Mapping[tuple[str | None, ...], list[CountedRow]]:
    cells: dict[tuple[str | None, ...], list[CountedRow]] = defaultdict(list)
    for row in rows:
        cells[row.cell].append(row)
    return cells


def _with_rest(
    cells: dict[tuple[str | None, ...], list[CountedRow]], rest: list[CountedRow]
) -> list[CountedRow]:
    """Rows that stay too few join the province's cell of their part, with the smallest others."""
    for part, few in _by_part(rest).items():
        province = (part, None, None, None, None)
        few.extend(cells.pop(province, ()))
        others = sorted(
            (cell for cell in cells if cell[0] == part),
            key=lambda cell: (len(cells[cell]), tuple(map(str, cell))),
        )
        while len(few) < LEAST and others:
            few.extend(map(COARSER[-1], cells.pop(others.pop(0))))
        if len(few) >= LEAST:
            cells[province] = few
    return [row for members in cells.values() for row in members]


def _by_part(rows: Iterable[CountedRow]) -> dict[str, list[CountedRow]]:
    parts: dict[str, list[CountedRow]] = defaultdict(list)
    for row in rows:
        parts[row.part].append(row)
    return parts
