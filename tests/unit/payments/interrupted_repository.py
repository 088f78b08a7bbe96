"""A repository that something else interrupts, once, at a chosen moment of a use case."""

from collections.abc import Callable, Sequence
from datetime import datetime

from kit.core.events import Change, Envelope
from kit.core.items import Write
from payments.domain.fee import ActiveAttempt
from payments.repository import PaymentRepository

Interruption = Callable[[], object]


class InterruptedRepository(PaymentRepository):
    """Until an interruption is set, a repository like any other."""

    before_lock: Interruption | None = None
    """Before the lock of a fee is read."""
    after_free_lock: Interruption | None = None
    """After a reader saw that no attempt of a fee is active."""
    before_void: Interruption | None = None
    """Before a fee is voided."""

    def active_attempt(self, fee: str) -> ActiveAttempt:
        self._interrupt("before_lock")
        lock = super().active_attempt(fee)
        if lock.attempt is None:
            self._interrupt("after_free_lock")
        return lock

    def commit(
        self,
        changes: Sequence[Change],
        *,
        at: datetime,
        cause: Envelope | None = None,
        extra_writes: Sequence[Write] = (),
    ) -> None:
        if any(change.event and change.event.TYPE == "fee.voided" for change in changes):
            self._interrupt("before_void")
        super().commit(changes, at=at, cause=cause, extra_writes=extra_writes)

    def _interrupt(self, moment: str) -> None:
        interruption: Interruption | None = getattr(self, moment)
        setattr(self, moment, None)
        if interruption is not None:
            interruption()
