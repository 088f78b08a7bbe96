"""How the exchange with the National Portal is: whether it answers, and how long dossiers wait."""

from datetime import datetime, timedelta
from typing import Final, Literal

from exchange.domain.circuit import Circuit
from exchange.repository import ExchangeRepository
from kit.core.model import Model

MOST: Final = 1000
"""So many waiting lanes are looked at: the longest waiting."""
PortalState = Literal["not_connected", "answering", "failing", "paused"]


class PortalHealth(Model):
    """`waiting` lanes of those looked at are due now; lags in seconds since they became due."""

    state: PortalState
    failures: int
    next_call_at: datetime | None
    waiting: int
    lag_median: int
    lag_p95: int
    oldest: int
    refused: int


def portal_health(
    repository: ExchangeRepository, *, is_connected: bool, at: datetime
) -> PortalHealth:
    """As of now; at most a thousand lanes of either kind are counted."""
    circuit = repository.circuit()
    lags = sorted(at - since for since in repository.waiting_since(MOST) if since <= at)
    return PortalHealth(
        state=_state(circuit, is_connected=is_connected),
        failures=circuit.failures,
        next_call_at=circuit.open_until,
        waiting=len(lags),
        lag_median=_share(lags, 0.5),
        lag_p95=_share(lags, 0.95),
        oldest=_share(lags, 1.0),
        refused=repository.count_refused(MOST),
    )


def _state(circuit: Circuit, *, is_connected: bool) -> PortalState:
    if not is_connected:
        return "not_connected"
    if circuit.is_open:
        return "paused"
    return "failing" if circuit.failures else "answering"


def _share(lags: list[timedelta], share: float) -> int:
    """The lag in whole seconds that so many of the lanes do not exceed."""
    if not lags:
        return 0
    place = max(0, round(share * len(lags)) - 1)
    return int(lags[place].total_seconds())
