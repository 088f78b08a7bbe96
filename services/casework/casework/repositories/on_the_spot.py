"""The figures of 4 tại chỗ: by agency and month of the return, counted with the act itself."""

from collections.abc import Iterator
from typing import Final

from casework.domain.case import Transition
from casework.domain.on_the_spot import spot_times
from kit.core.model import Model
from kit.persistence.items import Count
from kit.persistence.query import Query
from kit.persistence.repository import Repository

CASES: Final = "cases"


class SpotFigures(Model):
    """How many cases one desk did alone, and the seconds that they took, by the act they led to."""

    cases: int = 0
    assessment: int = 0
    approval: int = 0
    handing: int = 0


class SpotFigureRepository(Repository):
    """What casework's repository knows of 4 tại chỗ."""

    def spot_figures(self, agency: str, month: str) -> SpotFigures:
        """Of an agency in a month (YYYY-MM, Vietnam)."""
        items = self._table.all(Query(partition=_place(agency, month)))
        counts = {item.sk: int(item.index_attributes.get("n", 0)) for item in items}
        return SpotFigures(**counts)


def counted_on_the_spot(transition: Transition) -> Iterator[Count]:
    """What the return of a result adds to the figures of its agency."""
    case = transition.case
    times = spot_times(case) if transition.act == "return_result" else None
    if times is None:
        return
    place = _place(case.agency, times.month)
    yield Count(place, CASES, 1)
    for name in ("assessment", "approval", "handing"):
        yield Count(place, name, getattr(times, name))


def _place(agency: str, month: str) -> str:
    return f"SPOT#{agency}#{month}"
