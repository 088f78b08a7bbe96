"""The arrivals: what the archive has and the leaves lack, by dossier."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final, NamedTuple

from pydantic import ValidationError

from kit.core.events import Envelope
from status.domain.facts import FIELDS, Fact, fact_of
from status.domain.figure_ports import ArchivedBatches
from status.figures.manifest import Manifest

AT_ONCE: Final = 1000
"""Objects that are folded in one step: about 10,000 events."""
LATE: Final = timedelta(minutes=5)
"""How much later than its minute an object may be stored: its function ends within half a minute,
and clocks differ.
"""


class Arrivals(NamedTuple):
    """Keys of objects that are not folded, and the manifest's cursor and seen keys after them."""

    keys: Sequence[str]
    cursor: str
    seen: tuple[str, ...]


def arrivals(
    archive: ArchivedBatches, manifest: Manifest, at: datetime, at_once: int = AT_ONCE
) -> Arrivals:
    """The next objects, at most so many. Those of the latest minutes are listed again by the next
    runs, because one of an earlier minute may still come.
    """
    seen = set(manifest.seen)
    new = (key for key in archive.keys(manifest.cursor) if key not in seen)
    keys = list(islice(new, at_once))
    settled = f"day/{(at - LATE).astimezone(UTC):%Y-%m-%d/%H%M}"
    cursor = min(settled, keys[-1]) if len(keys) == at_once else settled
    cursor = max(cursor, manifest.cursor)
    return Arrivals(keys, cursor, tuple(sorted(k for k in seen | set(keys) if k > cursor)))


def facts_by_dossier(events: Iterable[Envelope]) -> Mapping[str, list[Fact]]:
    """The facts of events by dossier. One that breaks its contract is left out: it is among the
    dead letters of the inbox.
    """
    facts: dict[str, list[Fact]] = defaultdict(list)
    for event in events:
        if event.type in FIELDS and event.dossier:
            try:
                facts[event.dossier].append(fact_of(event, None))
            except ValidationError:
                continue
    return facts
