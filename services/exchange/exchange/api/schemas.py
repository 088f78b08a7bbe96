"""What officials see of the exchange."""

from typing import Annotated, Any, Self

from pydantic import Field

from exchange.domain.attempt import Attempt
from exchange.domain.lane import Lane, LaneState, Unknown
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


class LaneLineView(Model):
    """A lane in a list; nothing personal."""

    dossier: Annotated[str, Field(description="Mã hồ sơ")]
    state: Annotated[LaneState, Field(description="What the lane is at")]
    unknown: Annotated[Unknown, Field(description="The kind of call whose answer was lost")]
    failures: Annotated[int, Field(description="Pushes that failed, in a row")]
    due_at: Annotated[LocalTime | None, Field(description="When it is sent next; null: not")]
    service: Annotated[str | None, Field(description="The portal's service that refused it")]
    field: Annotated[
        str | None, Field(description="The field that was named; empty: the answer names none")
    ]
    refused_at: Annotated[LocalTime | None, Field(description="When it was refused")]

    @classmethod
    def of(cls, lane: Lane) -> Self:
        return cls(**line_of(lane))


class LanesView(Model):
    """Lanes of one state, the longest waiting first."""

    items: Annotated[tuple[LaneLineView, ...], Field(description="At most 200")]


class AttemptView(Model):
    """A call; what the portal answered in words stays sealed."""

    service: Annotated[str, Field(description="The portal's service")]
    at: Annotated[LocalTime, Field(description="When it was made")]
    milliseconds: Annotated[int, Field(description="How long the answer took")]
    outcome: Annotated[str, Field(description="What the answer means; no_answer: there was none")]
    code: Annotated[str, Field(description="error_code of the answer")]
    items: Annotated[int, Field(description="How many dossiers or steps were sent")]

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        return cls(**{name: getattr(attempt, name) for name in cls.model_fields})


class LaneView(LaneLineView):
    """A lane with what is sent of it; everything personal is masked."""

    registered: Annotated[bool, Field(description="Whether the portal has the dossier")]
    sent: Annotated[int, Field(description="Steps that the portal has")]
    doubled: Annotated[int, Field(description="Steps that it has, or may have, twice")]
    payload: Annotated[
        dict[str, Any],
        Field(description="The snapshot as it is sent, personal data masked"),
    ]
    attempts: Annotated[tuple[AttemptView, ...], Field(description="The last calls, newest first")]

    @classmethod
    def opened(cls, lane: Lane, payload: dict[str, Any], attempts: list[Attempt]) -> Self:
        return cls(
            **line_of(lane),
            registered=lane.registered,
            sent=len(lane.sent),
            doubled=lane.doubled,
            payload=payload,
            attempts=tuple(map(AttemptView.of, attempts)),
        )


def line_of(lane: Lane) -> dict[str, Any]:
    """The fields of a line."""
    refusal = lane.refusal
    return {
        "dossier": lane.id,
        "state": lane.state,
        "unknown": lane.unknown,
        "failures": lane.failures,
        "due_at": lane.due_at,
        "service": refusal.service if refusal else None,
        "field": refusal.field if refusal else None,
        "refused_at": refusal.at if refusal else None,
    }
