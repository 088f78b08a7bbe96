"""The deliverer: it brings an endpoint what its partner's feed has and it has not.

One run has the lease of an endpoint, so that a slow one holds up nobody else, and one that does
not answer is tried once at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from kit.core.budget import Budget
from kit.core.ids import new_ulid
from kit.core.time import Clock
from kit.persistence.parallel import EachOf
from kit.persistence.repository import Conflict
from kit.platform import fault_injection, log
from partners.domain.delivery import GONE, Outcome, attempt_of
from partners.domain.hook import Hook
from partners.domain.hook_progress import LEASE, HookProgress, failed, leased, succeeded
from partners.domain.ladder import pause_after
from partners.domain.ports import Endpoints, WakeQueue
from partners.hooks.disable import disable_hook
from partners.hooks.disabling_notices import DisablingNotices
from partners.hooks.due_events import DueEvent, DueEvents
from partners.hooks.outgoing import outgoing_of
from partners.repository import PartnersRepository

AT_ONCE: Final = 6
"""Requests to one endpoint side by side, while it takes them."""
LONGEST_DELAY: Final = timedelta(minutes=15)
"""Of a message of SQS; what is due later, the waker wakes."""


@dataclass(frozen=True, slots=True)
class Deliverer:
    """`chance` from 0 to 1 spreads retries; `each_of` makes requests side by side."""

    repository: PartnersRepository
    endpoints: Endpoints
    queue: WakeQueue
    clock: Clock
    source: str
    chance: Callable[[], float] = field(repr=False)
    notices: DisablingNotices
    each_of: EachOf = map

    def run(self, hook_id: str, budget: Budget) -> None:
        """Until nothing is due or the time is over; what somebody else is at is theirs."""
        while (hook := self._active(hook_id)) and (progress := self._taken(hook_id)):
            wakes = self.repository.wakes(hook_id)
            fault_injection.point("hook.leased")
            try:
                progress = self._drained(hook, progress, budget)
                why = progress.disabled_because(self.clock())
                if why is not None:
                    disable_hook(hook, why, self.repository, self.source, self.clock())
                self._release(progress, more=budget.is_spent or why is not None)
            except Conflict:
                log.warning("hook_lease_lost", hook=hook_id)
                self.queue.wake(hook_id, int(LEASE.total_seconds()))
                return
            if budget.is_spent or (not why and self.repository.wakes(hook_id) == wakes):
                return
        if hook is None:
            self.notices.send(hook_id, self.clock())

    def _active(self, id: str) -> Hook | None:
        hook = self.repository.hook(id)
        return hook if hook is not None and hook.state == "active" else None

    def _taken(self, id: str) -> HookProgress | None:
        """Under our lease. Who finds it taken leaves a note, and looks once more: the holder gives
        the lease back before it reads the notes, so that one of both sees what the other did.
        """
        for is_last in (False, True):
            at = self.clock()
            progress = self.repository.progress(id)
            if progress.wake_at and not progress.may_try(at):
                return None
            if not progress.is_leased(at):
                try:
                    return self.repository.save_progress(leased(progress, new_ulid(at), at), at)
                except Conflict:
                    log.info("hook_taken", hook=id)
            if not is_last:
                self.repository.note_wake(id)
        return None

    def _drained(self, hook: Hook, progress: HookProgress, budget: Budget) -> HookProgress:
        """Each batch's progress is stored before the next one is sent, so that who dies delivers
        one batch twice. Raises Conflict where the lease is somebody else's.
        """
        stored = progress
        while not budget.is_spent and progress.may_try(self.clock()):
            due = DueEvents(self.repository, hook, progress, self.clock())
            events = due.next(1 if progress.failures else AT_ONCE)
            progress = due.progress
            if not events:
                break
            if progress != stored:
                progress = stored = self.repository.save_progress(progress, self.clock())
            outcomes = list(self.each_of(lambda each: self._sent(hook, each), events))
            fault_injection.point("hook.sent")
            for event, outcome in zip(events, outcomes, strict=True):
                progress = self._learned(hook, progress, event, outcome)
            if progress.disabled_because(self.clock()):
                break
        return progress

    def _sent(self, hook: Hook, due: DueEvent) -> Outcome:
        outgoing = outgoing_of(hook, due.event, self.clock(), replay=due.is_replay)
        return self.endpoints.send(outgoing)

    def _learned(
        self, hook: Hook, progress: HookProgress, due: DueEvent, outcome: Outcome
    ) -> HookProgress:
        """Retries stand before the cursor moves on: who dies in between delivers twice."""
        at = self.clock()
        attempts = (due.retry.attempts if due.retry else 0) + 1
        pause = None
        if not outcome.is_success:
            pause = pause_after(attempts, self.chance(), outcome.retry_after)
        is_final = not outcome.is_success and pause is None
        record = attempt_of(due.event, outcome, at, replay=due.is_replay, final=is_final)
        self.repository.record_attempts(hook.id, [record])
        if pause is not None:
            self.repository.put_retry(hook.id, due.retry_at(attempts, at + pause), due.retry)
        elif due.retry is not None:
            self.repository.remove_retry(hook.id, due.retry)
        if not outcome.is_success:
            log.info("delivery_failed", hook=hook.id, why=outcome.failure, attempts=attempts)
            learned = failed(progress, at, self.chance())
            return due.passed(learned.evolve(is_gone=learned.is_gone or outcome.status == GONE))
        if progress.is_braked:
            self.repository.hasten(hook.id, at)
        return due.passed(succeeded(progress))

    def _release(self, progress: HookProgress, *, more: bool) -> None:
        at = self.clock()
        wake_at = at if more else self._next_work(progress)
        freed = progress.evolve(lease=None, lease_until=None, wake_at=wake_at)
        self.repository.save_progress(freed, at)
        if wake_at is not None and wake_at - at <= LONGEST_DELAY:
            seconds = max(0, (wake_at - at).total_seconds())
            self.queue.wake(progress.id, int(seconds) + (seconds > int(seconds)))

    def _next_work(self, progress: HookProgress) -> datetime | None:
        if progress.is_braked:
            return progress.probe_at
        retries = self.repository.retries(progress.id, None, 1)
        return retries[0].due if retries else None
