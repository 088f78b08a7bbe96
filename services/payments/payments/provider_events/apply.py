"""The application of provider events: at most once, in any order, each by its report's function."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from kit.core.events import Change, Envelope
from kit.core.time import Clock
from kit.persistence.repository import Duplicate, retry_on_conflict
from kit.platform import fault_injection, log
from payments.checkout.close import close_active_attempt
from payments.domain import payment_attempt
from payments.domain.provider_event import ProviderEvent
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from payments.providers.registry import Providers
from payments.repository import PaymentRepository
from payments.settlement.settle import PaymentAmountDiffers


@dataclass(frozen=True, slots=True)
class Applied:
    """`result` is the act, or why the event is ignored; `changes` are what it means.

    `fee` is the one whose money may have come: once it is not due, no other attempt may stay open.
    """

    result: str
    changes: Sequence[Change] = ()
    fee: str | None = None


Apply = Callable[[PaymentRepository, Providers, ProviderEvent, Any, datetime], Applied]
"""Decides what an event with such a report means; the report is the fourth argument."""
NOT_APPLIED: Final = Applied("ignored: unknown kind")


@dataclass(frozen=True, slots=True)
class ProviderEventHandler:
    """The handler of `provider.notified`; `by_report` has a function for every report."""

    payments: PaymentRepository
    providers: Providers
    now: Clock
    by_report: Mapping[type, Apply]

    def __call__(self, message: Envelope) -> None:
        """Apply a stored event at most once; the result is recorded with it.

        Raises Conflict, and OutOfOrder for a dispute about money that is not known yet.
        """
        at, event = self.now(), self.payments.provider_event(message.subject)
        fault_injection.point("settle.loaded")

        applied = NOT_APPLIED
        if event.report is not None:
            apply = self.by_report[type(event.report)]
            applied = apply(self.payments, self.providers, event, event.report, at)

        try:
            if event.result is not None:  # recorded by an earlier message: it stays as it is
                raise Duplicate
            changes = [*applied.changes, Change(event.evolve(result=applied.result), None)]
            self.payments.commit(changes, at=at, cause=message)
            log.info("provider_event_applied", provider_event=event.id, result=applied.result)
            if applied.result == "pay":
                log.metric("PaymentPaid")
            fault_injection.point("settle.committed")
        except Duplicate:
            log.info("provider_event_repeated", event=message.id)
        if applied.fee is not None:
            _close_superseded(self.payments, self.providers, applied.fee, at)


def _close_superseded(
    payments: PaymentRepository, providers: Providers, fee: str, at: datetime
) -> None:
    """Close the attempt that other money has superseded: a fee that is not due is not payable.

    What the provider reported is stored by now: that it will not close another attempt must not
    undo it. The next sweep tries again if need be.
    """
    active = payments.active_attempt(fee).attempt
    if active is None or payments.fee(fee).state == "due":
        return
    try:
        close_active_attempt(payments, providers, fee, at)
    except (PaymentProviderUnavailable, PaymentProviderRefused, PaymentAmountDiffers) as error:
        log.failure("superseded_attempt_open", error, fee=fee)
        _check_soon(payments, fee, at)


@retry_on_conflict
def _check_soon(payments: PaymentRepository, fee: str, at: datetime) -> None:
    """The next sweep looks at the attempt first: it would wait for its own end otherwise."""
    active = payments.active_attempt(fee).attempt
    if active is not None:
        change = payment_attempt.reschedule(payments.payment(active), until=at)
        payments.commit([change], at=at)
