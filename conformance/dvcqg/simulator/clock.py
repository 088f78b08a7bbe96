"""The portal's clock: it runs, or it stands until it is set or advanced."""

import time
from datetime import UTC, datetime, timedelta


class ClockGoesBack(ValueError):
    """The portal's clock is set to a moment before its present one."""


class SimulatedClock:
    """Stands at a moment where it was made with one or set to one; else runs with the machine's."""

    def __init__(self, moment: datetime | None = None) -> None:
        self._offset = 0.0
        self._moment = moment

    @property
    def running(self) -> bool:
        """Whether it moves by itself."""
        return self._moment is None

    def now(self) -> datetime:
        """The present moment, UTC."""
        if self._moment is not None:
            return self._moment
        return datetime.fromtimestamp(time.time() + self._offset, UTC)

    def stand_at(self, moment: datetime) -> None:
        """Stops it at a moment; raises ClockGoesBack."""
        if moment < self.now():
            raise ClockGoesBack(moment.isoformat())
        self._moment = moment

    def advance(self, seconds: float) -> datetime:
        """Moves it forward, running or not; raises ClockGoesBack."""
        if seconds < 0:
            raise ClockGoesBack(str(seconds))
        if self._moment is None:
            self._offset += seconds
        else:
            self._moment += timedelta(seconds=seconds)
        return self.now()

    def run(self) -> None:
        """Lets it run from where it stands."""
        if self._moment is not None:
            self._offset = self._moment.timestamp() - time.time()
            self._moment = None
