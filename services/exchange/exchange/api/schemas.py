"""What officials see of the exchange."""

from typing import Annotated, Self

from pydantic import Field

from exchange.lanes.portal_health import PortalHealth, PortalState
from kit.core.local_time import LocalTime
from kit.core.model import Model


class PortalView(Model):
    """The connection to the National Portal; nothing personal."""

    state: Annotated[
        PortalState,
        Field(description="paused: it does not answer, and is called only now and then"),
    ]
    failures: Annotated[int, Field(description="Calls without an answer, in a row")]
    next_call_at: Annotated[
        LocalTime | None, Field(description="Before it nothing is called; null: at any time")
    ]
    waiting: Annotated[int, Field(description="Dossiers that are due; at most 1,000 are counted")]
    lag_median: Annotated[int, Field(description="Seconds since they became due, the median")]
    lag_p95: Annotated[int, Field(description="Seconds that 95 % of them do not exceed")]
    oldest: Annotated[int, Field(description="Seconds of the one that waits longest")]
    refused: Annotated[int, Field(description="Dossiers that were set aside; at most 1,000")]

    @classmethod
    def of(cls, health: PortalHealth) -> Self:
        return cls(**dict(health))
