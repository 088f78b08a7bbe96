"""How far the deliveries to an endpoint are, its brake, and who is at work on it."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from kit.core.model import Aggregate
from partners.domain.hook import Why
from partners.domain.ladder import DISABLED_AFTER, FAILURES_TO_BRAKE, brake_pause

LEASE: Final = timedelta(seconds=75)
"""Longer than a run of the deliverer, which ends after a minute."""


class HookProgress(Aggregate):
    """Of the endpoint `id`. `cursor` is the number of the newest event that was tried; what failed
    stands beside it (`Retry`). `failures` in a row since `failing_since`; with ten of them nothing
    is tried but a probe at `probe_at`. `replay_next` to `replay_last`: events to deliver again.
    `wake_at`: when there is work again, though nothing happens. `is_gone`: it answered 410.
    `notified_at`: when the partner's contact was last sent word that it is disabled.
    """

    KIND: ClassVar[str] = "HOOK_PROGRESS"

    cursor: int = 0
    failures: int = 0
    failing_since: datetime | None = None
    probes: int = 0
    probe_at: datetime | None = None
    replay_next: int = 0
    replay_last: int = 0
    lease: str | None = None
    lease_until: datetime | None = None
    wake_at: datetime | None = None
    is_gone: bool = False
    notified_at: datetime | None = None

    @property
    def is_braked(self) -> bool:
        """Whether only probes are made."""
        return self.failures >= FAILURES_TO_BRAKE

    @property
    def replays(self) -> bool:
        """Whether events are to be delivered again."""
        return 0 < self.replay_next <= self.replay_last

    def may_try(self, at: datetime) -> bool:
        """Whether anything may be tried now."""
        return not self.is_braked or self.probe_at is None or self.probe_at <= at

    def is_leased(self, at: datetime) -> bool:
        """Whether somebody is at work on it."""
        return self.lease_until is not None and self.lease_until > at

    def has_failed_for_days(self, at: datetime) -> bool:
        """Nothing but failures for five days."""
        since = self.failing_since
        return self.failures > 1 and since is not None and at - since >= DISABLED_AFTER

    def disabled_because(self, at: datetime) -> Why | None:
        """Why nothing is to be delivered any more, if so."""
        if self.is_gone:
            return "gone"
        return "failing" if self.has_failed_for_days(at) else None


def leased(progress: HookProgress, lease: str, at: datetime) -> HookProgress:
    """Somebody is at work on it."""
    return progress.evolve(lease=lease, lease_until=at + LEASE)


def succeeded(progress: HookProgress) -> HookProgress:
    """The endpoint took an event: the brake is off."""
    return progress.evolve(failures=0, failing_since=None, probes=0, probe_at=None)


def reactivated(progress: HookProgress) -> HookProgress:
    """A test succeeded."""
    return succeeded(progress).evolve(is_gone=False)


def failed(progress: HookProgress, at: datetime, chance: float) -> HookProgress:
    """One more failure in a row; from the tenth on the brake holds."""
    counted = progress.evolve(
        failures=progress.failures + 1, failing_since=progress.failing_since or at
    )
    if not counted.is_braked:
        return counted
    pause = brake_pause(counted.probes, chance)
    return counted.evolve(probes=counted.probes + 1, probe_at=at + pause)
