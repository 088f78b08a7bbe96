"""What partners reaches outside its table."""

from typing import Protocol

from partners.domain.delivery import Outcome, Outgoing


class Endpoints(Protocol):
    """Partners' endpoints."""

    def send(self, outgoing: Outgoing) -> Outcome:
        """One request; raises nothing."""
        ...


class WakeQueue(Protocol):
    """Wakes the deliverer for an endpoint."""

    def wake(self, hook: str, seconds: int = 0) -> None:
        """In so many seconds, at most 900."""
        ...
