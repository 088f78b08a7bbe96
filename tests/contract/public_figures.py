"""The public figures of a world that has lived: a closed month, with its leaves and roots."""

from typing import Final

from kit.core.time import VIETNAM
from status.domain.public_leaf import CountedRow, Part
from status.domain.service_index.scores import RatioCount
from status.figures.close import close_month
from status.figures.roots import publish_root
from status.figures.service_index.publication import published_index, store_index
from tests.world import World

CLOSED_MONTH: Final = "2026-10"
DAY_OF_ROOT: Final = "2026-11-23"
AGENCY: Final = "H49.61.01"
COUNTS: Final = {"2.1": RatioCount(30, 40, 5, 5), "4.1": RatioCount(20, 40, 10, 10)}
"""Ratios of its dossiers by indicators of QĐ 766/QĐ-TTg."""
KINDS: Final[dict[Part, tuple[str, ...]]] = {
    "received": ("received", "online", "own_portal"),
    "ended": ("resolved", "on_time", "on_time_766"),
}


def publish_figures(world: World) -> None:
    """Close October, in which six dossiers were received and resolved."""
    stores = world.status.figure_stores
    close_month(
        CLOSED_MONTH,
        [_row(n, part) for n in range(6) for part in KINDS],
        frozenset(),
        stores.objects,
        new_token=stores.new_token,
        at=world.now(),
    )
    counts = dict.fromkeys((None, AGENCY), COUNTS)
    store_index(published_index(CLOSED_MONTH, counts, world.now()), stores.objects)
    at = world.now().astimezone(VIETNAM).replace(day=int(DAY_OF_ROOT[-2:]))
    publish_root((CLOSED_MONTH,), stores.signer, stores.objects, at=at)


def _row(number: int, part: Part) -> CountedRow:
    return CountedRow(
        code=f"H49.61.01-261005-{number:04}",
        month=CLOSED_MONTH,
        part=part,
        agency=AGENCY,
        level="commune",
        field="Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)",
        channel="online",
        kinds=KINDS[part],
        sums=(("paid_dong", 150_000),) if part == "ended" else (),
    )
