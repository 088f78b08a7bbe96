"""The application of payment reports, and of changes that prove nothing: of these the provider is
asked.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from kit.core.events import Change
from kit.platform import log
from payments.domain import fee as fees
from payments.domain import payment_attempt
from payments.domain.attempt_money import money_of_attempt
from payments.domain.discrepancy import discrepancy_id, open_discrepancy
from payments.domain.ledger import Money
from payments.domain.payment_attempt import AttemptAct, PaymentAttempt
from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import (
    PaymentDeclined,
    PaymentExpired,
    PaymentFailed,
    PaymentPending,
    PaymentReport,
    PaymentSucceeded,
    SessionChanged,
)
from payments.provider_events.apply import Applied
from payments.providers.port import SessionStatus
from payments.providers.registry import Providers
from payments.repository import PaymentRepository
from payments.settlement.reinstate import reinstate_if_paid_in_time
from payments.settlement.settle import PaymentAmountDiffers, release_lock, settle_payment

ACTS: Final[Mapping[type[PaymentReport], AttemptAct]] = {
    PaymentSucceeded: "pay",
    PaymentPending: "process",
    PaymentDeclined: "decline",
    PaymentFailed: "fail",
    PaymentExpired: "expire",
}


def apply_payment_event(
    payments: PaymentRepository,
    providers: Providers,
    event: ProviderEvent,
    report: PaymentReport,
    at: datetime,
) -> Applied:
    """What a report means for its attempt; of another session only money counts."""
    attempt = payments.payment_if_any(report.payment) if report.payment else None
    if attempt is None:
        return Applied("ignored: unknown payment")
    act = ACTS[type(report)]
    if act != "pay" and report.session and attempt.session not in (None, report.session):
        return Applied("ignored: another session", fee=attempt.fee)

    attempt = _caught_up(payments, attempt, act, report, at)
    if not attempt.allows(act):
        return Applied(f"ignored: {act} when {attempt.state}", fee=attempt.fee)
    if not isinstance(report, PaymentSucceeded):
        return Applied(act, _without_money(payments, attempt, act, report, at), attempt.fee)
    money = Money(event.provider, report.charge, report.amount, report.currency, at, event.at)
    fee = payments.fee(attempt.fee)
    if money.amount == attempt.amount and fees.is_paid_in_time(fee, money.paid_at):
        reinstate_if_paid_in_time(payments, fee, money.paid_at, at)
    try:
        return Applied(act, settle_payment(payments, providers, attempt, money, at), attempt.fee)
    except PaymentAmountDiffers:
        log.warning("payment_amount_differs", payment=attempt.id, provider_event=event.id)
        differs = _amount_differs(payments, event, report, attempt, at)
        return Applied("ignored: amount differs", differs, attempt.fee)


def apply_session_change(
    payments: PaymentRepository,
    providers: Providers,
    event: ProviderEvent,
    report: SessionChanged,
    at: datetime,
) -> Applied:
    """What the provider answers about the session is applied as if it had reported it.

    Raises PaymentProviderUnavailable: the message comes again.
    """
    attempt = payments.payment_if_any(report.payment) if report.payment else None
    if attempt is None or attempt.provider != event.provider:
        return Applied("ignored: unknown payment")
    if event.result is not None or attempt.session not in (None, report.session):
        return Applied("ignored: another session", fee=attempt.fee)
    session = report.session or attempt.id
    status = providers.gateway(event.provider).query(session)
    reported = _report_of(status, attempt.id)
    if reported is None:
        return Applied("ignored: still open", fee=attempt.fee)
    return apply_payment_event(payments, providers, event, reported, at)


def _caught_up(
    payments: PaymentRepository,
    attempt: PaymentAttempt,
    act: AttemptAct,
    report: PaymentReport,
    at: datetime,
) -> PaymentAttempt:
    """The attempt after what the report implies: each act is a commit with an event of its own."""
    while missing := attempt.missing(act):
        payments.commit(_without_money(payments, attempt, missing, report, at), at=at)
        attempt = payments.payment(attempt.id)
    return attempt


def _without_money(
    payments: PaymentRepository,
    attempt: PaymentAttempt,
    act: AttemptAct,
    report: PaymentReport,
    at: datetime,
) -> list[Change]:
    if act == "open":
        instructions = PaymentInstructions(session=report.session or "")
        return [payment_attempt.open_attempt(attempt, instructions)]
    if act == "process":
        return [payment_attempt.process(attempt)]
    if act == "decline":
        return [payment_attempt.decline(attempt, at=at)]
    end = payment_attempt.expire if act == "expire" else payment_attempt.fail
    return [end(attempt, at=at), *release_lock(payments, attempt)]


def _amount_differs(
    payments: PaymentRepository,
    event: ProviderEvent,
    report: PaymentSucceeded,
    attempt: PaymentAttempt,
    at: datetime,
) -> list[Change]:
    subject = f"{attempt.id}.{event.object}"
    if payments.discrepancy_if_any(discrepancy_id("amount_differs", subject)):
        return []
    money = money_of_attempt(attempt, report.amount, expected=attempt.amount)
    return [open_discrepancy("amount_differs", subject, money, at)]


def _report_of(status: SessionStatus, payment: str) -> PaymentReport | None:
    """The answer in the words of a report; None while the session is open."""
    if status.state == "paid":
        return PaymentSucceeded(
            payment=payment,
            session=status.session,
            charge=status.charge or status.session,
            amount=status.amount,
            currency=status.currency,
        )
    if status.state == "processing":
        return PaymentPending(payment=payment, session=status.session)
    if status.state == "expired":
        return PaymentExpired(payment=payment, session=status.session)
    return None
