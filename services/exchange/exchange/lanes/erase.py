"""A dossier's personal data are erased: its lane ends."""

from datetime import datetime

from contracts.exchange import SyncDone
from exchange.domain.transitions import erased
from exchange.repository import ExchangeRepository


def erase_lane(repository: ExchangeRepository, code: str, *, at: datetime) -> None:
    """Nothing of it is sent any more; raises Conflict."""
    lane = repository.sealed_lane(code)
    if lane is None or lane.state == "erased":
        return

    event = SyncDone(how="erased") if lane.is_reported else None
    repository.save(erased(lane), at, event)
