"""What an endpoint is to get next: what failed and is due, then its feed, then replays."""

from datetime import datetime
from typing import NamedTuple

from partners.domain.delivery import Retry
from partners.domain.feed import CursorTooOld
from partners.domain.hook import Hook
from partners.domain.hook_progress import HookProgress
from partners.domain.public_event import PublicEvent
from partners.repository import PartnersRepository


class DueEvent(NamedTuple):
    """`retry`: what stands of an earlier try."""

    event: PublicEvent
    retry: Retry | None = None
    is_replay: bool = False

    def retry_at(self, attempts: int, due: datetime) -> Retry:
        """What stands of this try after it failed."""
        return Retry(number=self.event.number, attempts=attempts, due=due)

    def passed(self, progress: HookProgress) -> HookProgress:
        """The event was tried: what failed stands beside the cursor."""
        if self.retry is not None:
            return progress
        if self.is_replay:
            return progress.evolve(replay_next=self.event.number + 1)
        return progress.evolve(cursor=max(progress.cursor, self.event.number))


class DueEvents:
    """Those of one endpoint at one moment; `progress` skips what is older than the feed keeps."""

    def __init__(
        self, repository: PartnersRepository, hook: Hook, progress: HookProgress, at: datetime
    ) -> None:
        self._repository = repository
        self._hook = hook
        self._at = at
        self.progress = progress

    def next(self, most: int) -> list[DueEvent]:
        """At most so many; while the brake holds the one that waits longest, whenever it is due."""
        due = self._retries(most)
        if len(due) < most:
            due += self._fresh(most - len(due))
        if not due and self.progress.replays:
            due = self._replayed(most)
        return due[:most]

    def _retries(self, most: int) -> list[DueEvent]:
        upto = None if self.progress.is_braked else self._at
        due = []
        for retry in self._repository.retries(self._hook.id, upto, most):
            event = self._repository.event(self._hook.partner, retry.number)
            if event is None:
                self._repository.remove_retry(self._hook.id, retry)
            else:
                due.append(DueEvent(event, retry))
        return due

    def _fresh(self, most: int) -> list[DueEvent]:
        events = self._events_after(self.progress.cursor, most)
        return [DueEvent(event) for event in events]

    def _replayed(self, most: int) -> list[DueEvent]:
        first, last = self.progress.replay_next, self.progress.replay_last
        events = self._events_after(first - 1, min(most, last - first + 1))
        due = [DueEvent(event, is_replay=True) for event in events if event.number <= last]
        if not due:
            self.progress = self.progress.evolve(replay_next=0, replay_last=0)
        return due

    def _events_after(self, number: int, most: int) -> tuple[PublicEvent, ...]:
        partner = self._hook.partner
        try:
            return self._repository.events_after(partner, number, most, self._at).items
        except CursorTooOld:
            oldest = self._repository.oldest_live(partner, number, self._at)
            if oldest == 0:
                return ()
            return self._repository.events_after(partner, oldest - 1, most, self._at).items
