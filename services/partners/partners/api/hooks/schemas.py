"""What partners' programs see of their endpoints."""

from typing import Annotated, Self

from pydantic import Field

from kit.core.local_time import LocalTime
from kit.core.model import Model
from partners.domain.delivery import Attempt, Failure, Outcome
from partners.domain.hook import Hook, HookState, Why
from partners.domain.hook_progress import HookProgress


class HookView(Model):
    """An endpoint and how far its deliveries are."""

    id: Annotated[str, Field(description="Its id")]
    url: Annotated[str, Field(description="Where events go")]
    state: Annotated[
        HookState,
        Field(description="pending: before a test succeeded; disabled: until one succeeds"),
    ]
    why: Annotated[
        Why | None,
        Field(description="gone: it answered 410; failing: for five days; null: not disabled"),
    ]
    created_at: Annotated[LocalTime, Field(description="When it was registered")]
    cursor: Annotated[int, Field(description="The number of the newest event that was tried")]
    failures: Annotated[int, Field(description="Failures in a row; from ten on only probes")]
    next_at: Annotated[
        LocalTime | None, Field(description="When the next retry or probe is due; null: none")
    ]

    @classmethod
    def of(cls, hook: Hook, progress: HookProgress) -> Self:
        return cls(**shown(hook, progress))


class NewHookView(HookView):
    """An endpoint with its secret, which is shown this once."""

    secret: Annotated[str, Field(description="Signs deliveries, by Standard Webhooks", repr=False)]

    @classmethod
    def opened(cls, hook: Hook, progress: HookProgress) -> Self:
        return cls(**shown(hook, progress), secret=hook.secrets[0].value)


class HooksView(Model):
    """The endpoints of a partner."""

    items: Annotated[tuple[HookView, ...], Field(description="The oldest first, at most five")]


class TestView(Model):
    """What became of a test."""

    delivered: Annotated[bool, Field(description="Whether the answer was 2xx")]
    status: Annotated[int | None, Field(description="Of the answer; null: there was none")]
    failure: Annotated[Failure | None, Field(description="Why it does not count; null: it does")]
    milliseconds: Annotated[int, Field(description="How long it took")]

    @classmethod
    def of(cls, outcome: Outcome) -> Self:
        return cls(
            delivered=outcome.is_success,
            status=outcome.status,
            failure=outcome.failure,
            milliseconds=outcome.milliseconds,
        )


class ReplayView(Model):
    """Which events are delivered again."""

    after: Annotated[int, Field(description="Those behind this number")]
    through: Annotated[int, Field(description="The last of them")]


class DeliveryView(Model):
    """A try."""

    sequence: Annotated[str, Field(description="The number of the event in the feed")]
    event: Annotated[str, Field(description="The id of the event")]
    at: Annotated[LocalTime, Field(description="When")]
    status: Annotated[int | None, Field(description="Of the answer; null: there was none")]
    failure: Annotated[Failure | None, Field(description="Why it failed; null: it succeeded")]
    milliseconds: Annotated[int, Field(description="How long it took")]
    replay: Annotated[bool, Field(description="Whether it was delivered again on request")]
    final: Annotated[bool, Field(description="Whether it was the last try of the event")]

    @classmethod
    def of(cls, attempt: Attempt) -> Self:
        return cls(**dict(attempt))


class DeliveriesView(Model):
    """The last tries of an endpoint."""

    items: Annotated[tuple[DeliveryView, ...], Field(description="The newest first; of 30 days")]


def shown(hook: Hook, progress: HookProgress) -> dict[str, object]:
    """What every view of an endpoint has."""
    return {
        "id": hook.id,
        "url": hook.url,
        "state": hook.state,
        "why": hook.why,
        "created_at": hook.created_at,
        "cursor": progress.cursor,
        "failures": progress.failures,
        "next_at": progress.wake_at,
    }
