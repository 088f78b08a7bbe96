"""An official lets a refused dossier be sent again."""

from datetime import datetime

from exchange.domain.lane import Lane, again
from exchange.repository import ExchangeRepository
from kit.persistence.repository import required, retry_on_conflict


@retry_on_conflict
def send_again(repository: ExchangeRepository, code: str, *, at: datetime) -> Lane:
    """The lane, due at once; raises NotFound, LaneNotRefused."""
    lane = required(repository.sealed_lane(code))

    waiting = again(lane, at)

    repository.save(waiting, at)
    return waiting
