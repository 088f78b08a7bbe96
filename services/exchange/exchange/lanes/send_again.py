"""An official lets a refused dossier be sent again."""

from collections.abc import Callable
from datetime import datetime

from exchange.domain.lane import Lane
from exchange.domain.transitions import again
from exchange.repository import ExchangeRepository
from kit.persistence.repository import required, retry_on_conflict


@retry_on_conflict
def send_again(
    repository: ExchangeRepository,
    code: str,
    *,
    at: datetime,
    require_agency: Callable[[str], object] = lambda _: None,
) -> Lane:
    """The lane, due at once; a repeat changes nothing.

    Raises NotFound, LaneNotRefused, and what `require_agency` raises of its agency.
    """
    lane = required(repository.filed_lane(code))
    require_agency(lane.agency)

    waiting = again(lane, at)

    if waiting is not lane:
        repository.save(waiting, at)
    return waiting
