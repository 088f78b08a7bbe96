"""Changes of a lane that a push has under its lease."""

from collections.abc import Callable
from dataclasses import dataclass

from exchange.domain.lane import Lane
from exchange.repository import ExchangeRepository
from kit.core.items import Write
from kit.core.model import Event
from kit.core.time import Clock
from kit.persistence.repository import ATTEMPTS, Conflict

Transition = Callable[[Lane], Lane]


class LeaseLost(Exception):
    """Another push has the lane, because this one took too long."""


@dataclass(frozen=True, slots=True)
class LaneChanges:
    """Facts may come in between: then the change is made to what the lane is now."""

    repository: ExchangeRepository
    clock: Clock

    def make(
        self,
        lane: Lane,
        transition: Transition,
        event: Event | None = None,
        extra_writes: tuple[Write, ...] = (),
    ) -> Lane:
        """The lane as stored; raises LeaseLost, Conflict after twelve tries."""
        for _ in range(ATTEMPTS):
            changed = transition(lane)
            try:
                self.repository.save(changed, self.clock(), event, extra_writes)
            except Conflict:
                lane = self._present(lane)
            else:
                return changed.committed()
        raise Conflict

    def _present(self, lane: Lane) -> Lane:
        present = self.repository.lane(lane.id)
        if present is None or present.lease != lane.lease:
            raise LeaseLost
        return present
