"""What goes wrong in the month, and who suffers it: 2 % of the payers each kind."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from bench.month.delays import DELAYS
from bench.month.payers import REPORTED, Act, Payer, pay
from bench.month.settings import ACCOUNT
from bench.month.world import DAY, HOUR, MINUTE, World
from contracts.payments import Method
from kit.core.ids import new_ulid
from local.doubles.platform.platform import PAID, PROCESSING
from payments.domain.payment_attempt import PaymentAttempt
from payments.refunds.approve import ApproveRefund, approve_refund
from payments.refunds.request import RequestRefund, request_refund

CARD: Final = (
    *(
        "lost_webhook",
        "duplicate_webhook",
        "reordered",
        "lost_answer",
        "provider_down",
        "decline",
        "delayed_success",
    ),
    *("delayed_failure", "refund", "refund_fails_later", "dispute"),
)
TRANSFER: Final = (
    *(
        "late_payment",
        "after_void",
        "double_payment",
        "over",
        "short",
        "cut_reference",
        "unmatched",
        "line_twice",
    ),
    *("callback_lost", "statement_lacks_a_line", "amount_differs"),
)
PLATFORM: Final = (
    *("platform_answer_lost", "notification_lost", "notification_twice", "notification_copied"),
    *("platform_late", "platform_cancelled", "platform_sent_back", "platform_under_way"),
    *REPORTED,
)
EITHER: Final = ("walk_away",)
FAULTS: Final[Mapping[str, Method]] = {
    **dict.fromkeys((*CARD, *EITHER), "card"),
    **dict.fromkeys(TRANSFER, "transfer"),
    **dict.fromkeys(PLATFORM, "platform"),
}
"""What goes wrong -> the method to which it happens."""
EACH: Final = 0.02
"""The share of payers to whom one kind of fault happens."""
METHODS: Final[tuple[Method, ...]] = (
    "card",
    "card",
    "card",
    "transfer",
    "transfer",
    "cash",
    "platform",
)


def payers(world: World, count: int) -> list[Payer]:
    """So many payers: each kind of fault happens to its exact share of them, in random order."""
    faults = [fault for fault in FAULTS for _ in range(round(count * EACH))]
    everybody: list[str | None] = [*faults, *[None] * (count - len(faults))]
    world.chance.shuffle(everybody)
    return [_payer(world, fault) for fault in everybody]


def _payer(world: World, fault: str | None) -> Payer:
    method = FAULTS[fault] if fault else world.chance.choice(METHODS)
    return Payer(world, method, fault, ACTS.get(fault or "", pay), DELAYS.get(fault or ""))


def _decline(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.stripe.account.decline(payment.session or "")
    payer.soon(2 * MINUTE, lambda: pay(payer, payment))


def _slowly(payer: Payer, payment: PaymentAttempt, *, good: bool) -> None:
    account, session = payer.world.stripe.account, payment.session or ""
    account.pay_slowly(session)
    payer.soon(DAY + 5 * HOUR, lambda: account.slow_outcome(session, good=good))
    if not good:
        payer.soon(2 * DAY, lambda: payer.again("cash"))


def _walk_away(payer: Payer, payment: PaymentAttempt) -> None:  # noqa: ARG001
    if payer.world.chance.random() < 0.5:
        payer.soon(DAY, lambda: payer.again("cash"))


def _late(payer: Payer, payment: PaymentAttempt, *, after: timedelta) -> None:
    payer.soon(after, lambda: payer.world.bank.transfer(payment.qr or ""))


def _twice(payer: Payer, payment: PaymentAttempt) -> None:
    pay(payer, payment)
    payer.soon(HOUR, lambda: payer.world.bank.transfer(payment.qr or ""))


def _over(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.bank.transfer(payment.qr or "", payment.amount + 10_000)


def _short(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.bank.transfer(payment.qr or "", payment.amount - 1_000)
    payer.soon(2 * DAY, lambda: payer.again("transfer"))


def _cut(payer: Payer, payment: PaymentAttempt) -> None:
    line = payer.world.bank.transfer(payment.qr or "", text=f"CK {(payment.reference or '')[:8]}")
    payer.world.cut[line.id] = payer.fee


def _unmatched(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.bank.receive(ACCOUNT.account, 77_000, "ung ho quy vi nguoi ngheo")
    payer.soon(MINUTE, lambda: pay(payer, payment))


def _line_twice(payer: Payer, payment: PaymentAttempt) -> None:
    line = payer.world.bank.transfer(payment.qr or "")
    payer.soon(20 * MINUTE, lambda: payer.world.bank_callback(line))


def _callback_lost(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.lost_callbacks.add(payer.world.bank.transfer(payment.qr or "").id)


def _omitted(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.omitted.add(payer.world.bank.transfer(payment.qr or "").id)


def _misprinted(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.misprinted.add(payer.world.bank.transfer(payment.qr or "").id)


def _unnotified(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.platform.pay(payment.id, quiet=True)


def _notified_twice(payer: Payer, payment: PaymentAttempt) -> None:
    pay(payer, payment)
    for delay in (MINUTE, HOUR, DAY):
        payer.soon(delay, lambda: payer.world.platform.send_notification(payment.id))


def _copied(payer: Payer, payment: PaymentAttempt) -> None:
    """Somebody sends a notification that says "paid" before the payer pays."""
    payer.world.platform.send_notification(payment.id, status=PAID)
    payer.soon(10 * MINUTE, lambda: pay(payer, payment))


def _platform_late(payer: Payer, payment: PaymentAttempt) -> None:
    payer.soon(5 * HOUR, lambda: pay(payer, payment))


def _cancelled(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.platform.end(payment.id)
    payer.soon(HOUR, lambda: payer.again("cash"))


def _under_way(payer: Payer, payment: PaymentAttempt) -> None:
    payer.world.platform.end(payment.id, PROCESSING)
    payer.soon(DAY, lambda: pay(payer, payment))


def _sent_back(payer: Payer, payment: PaymentAttempt) -> None:
    pay(payer, payment)
    payer.soon(2 * DAY, lambda: payer.world.platform.send_back(payment.id))


def _refund(payer: Payer, payment: PaymentAttempt, *, fails: bool) -> None:
    pay(payer, payment)
    payer.soon(2 * DAY, lambda: _ask_back(payer, payment.id, fails=fails))


def _ask_back(payer: Payer, payment: str, *, fails: bool) -> None:
    world, refund_id = payer.world, new_ulid(payer.world.now)
    there = world.store.book(payment).refundable("fees")
    refund = request_refund(
        world.store,
        world.providers,
        RequestRefund(refund_id, payment, there, "withdrawn", "accountant-1", there),
        world.now,
    )
    if refund.state == "requested":
        approve_refund(world.store, ApproveRefund(refund_id, "accountant-2"), world.now)
    if fails:
        payer.soon(
            2 * DAY,
            lambda: world.stripe.account.fail_refund(
                world.store.refund(refund_id).provider_refund_id or ""
            ),
        )


def _dispute(payer: Payer, payment: PaymentAttempt) -> None:
    pay(payer, payment)
    payer.soon(3 * DAY, lambda: _disputed(payer, payment.id))


def _disputed(payer: Payer, payment: str) -> None:
    account, won = payer.world.stripe.account, payer.world.chance.random() < 0.5
    dispute = account.dispute(payer.world.store.payment(payment).charge or "")
    payer.soon(5 * DAY, lambda: account.close_dispute(dispute["id"], won=won))


ACTS: Final[Mapping[str, Act]] = {
    "decline": _decline,
    "delayed_success": lambda payer, payment: _slowly(payer, payment, good=True),
    "delayed_failure": lambda payer, payment: _slowly(payer, payment, good=False),
    "walk_away": _walk_away,
    "late_payment": lambda payer, payment: _late(payer, payment, after=5 * HOUR),
    "after_void": lambda payer, payment: _late(payer, payment, after=9 * DAY),
    "double_payment": _twice,
    "over": _over,
    "short": _short,
    "cut_reference": _cut,
    "unmatched": _unmatched,
    "line_twice": _line_twice,
    "callback_lost": _callback_lost,
    "statement_lacks_a_line": _omitted,
    "amount_differs": _misprinted,
    "refund": lambda payer, payment: _refund(payer, payment, fails=False),
    "refund_fails_later": lambda payer, payment: _refund(payer, payment, fails=True),
    "dispute": _dispute,
    "notification_lost": _unnotified,
    "notification_twice": _notified_twice,
    "notification_copied": _copied,
    "platform_late": _platform_late,
    "platform_cancelled": _cancelled,
    "platform_under_way": _under_way,
    "platform_sent_back": _sent_back,
}
"""What goes wrong -> what the payer does; in any other case the payer pays as asked."""
