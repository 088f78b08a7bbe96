"""Public figures for pages: an open month with a league table and an index, and a closed one."""

from typing import Final

from status.domain.period_figures import Cell, Dimension, PeriodFigures
from status.domain.service_index.scores import RatioCount
from status.figures.period import store
from status.figures.service_index.publication import published_index, store_index
from tests.contract.public_figures import publish_figures
from tests.unit.pages.services_world import AGENCY, FOREIGN, ServicesWorld

OPEN_MONTH: Final = "2026-11"
PLACES: Final[tuple[tuple[Dimension, str | None, int, int], ...]] = (
    ("province", None, 150, 140),
    ("level", "commune", 150, 140),
    ("agency", AGENCY, 100, 95),
    ("agency", FOREIGN, 45, 40),
    ("field", "Hộ tịch", 150, 140),
    ("channel", "online", 150, 140),
)
"""What is grouped, what it resolved, and how much of that on time."""
RATIOS: Final = {"2.1": RatioCount(95, 100), "4.1": RatioCount(50, 100), "3.6": RatioCount(2, 20)}


def publish_for_pages(world: ServicesWorld) -> None:
    """Figures of November as they are shown while it is open, and October, which is closed."""
    objects, at = world.world.status.figure_stores.objects, world.world.now()
    publish_figures(world.world)
    cells = tuple(
        Cell(
            by=by,
            key=key,
            figures={"received": 200, "resolved": resolved, "on_time": on_time, "refused": None},
        )
        for by, key, resolved, on_time in PLACES
    )
    store(PeriodFigures(period=OPEN_MONTH, as_of=at, closed=False, cells=cells), objects)
    counts = dict.fromkeys((None, AGENCY, FOREIGN), RATIOS)
    store_index(published_index(OPEN_MONTH, counts, at), objects)
