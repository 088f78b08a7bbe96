"""A fee is paid on the payment platform of the national portal: what it says is asked, never
believed.
"""

import json
from datetime import timedelta
from typing import Any

import pytest

from kit.core.errors import MalformedRequest
from kit.core.ids import new_ulid
from local.doubles.platform.platform import CANCELLED, FAILED, PROCESSING
from payments.backoffice.book_refund import book_refund
from payments.backoffice.resolve_discrepancy import ResolveDiscrepancy
from payments.checkout.close import close_attempt
from payments.checkout.limits import (
    AmountTooLargeForPlatform,
    AmountTooSmallForPlatform,
    MethodNotOffered,
    offered_methods,
)
from payments.domain.provider_request import OpenRequest
from payments.providers.callback_signature import BadSignature, UnexpectedEvent
from payments.providers.platform.callback import PlatformCallback
from payments.providers.platform.dialect import dialect
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from payments.reconciliation.run import NIGHTS
from payments.refunds.request import RequestRefund, request_refund
from payments.schedules.poll import poll
from tests.unit.payments.balances import at_platform, balances
from tests.unit.payments.day_builders import MONDAY, day, night, only_case
from tests.unit.payments.platform_builders import (
    AMOUNT,
    a_world_with_the_platform,
    paid_at_the_platform,
    started,
)
from tests.unit.payments.world import MINUTE, PLATFORM_ACCOUNT, World


@pytest.fixture
def world() -> World:
    return a_world_with_the_platform()


def test_it_is_offered_only_where_it_is_connected(world: World) -> None:
    assert offered_methods(world.providers) == ("card", "transfer", "platform")
    off = World()
    off.file()
    assert offered_methods(off.providers) == ("card", "transfer")
    with pytest.raises(MethodNotOffered):
        started(off)
    assert off.store.payments_of([off.fee]) == []


def test_the_payer_is_sent_to_its_page_with_a_bill_of_the_dossier(world: World) -> None:
    attempt = started(world)

    transaction = world.platform.transactions[attempt.id]
    assert (attempt.provider, attempt.state) == ("platform", "pending")
    assert attempt.url == f"http://127.0.0.1:4577/pay?id={attempt.id}"
    assert (transaction.amount, transaction.dossier) == (AMOUNT, "H49.61.01-261123-0001")
    assert transaction.return_url == "http://localhost/cam-on"


def test_who_is_billed_is_stored_under_the_dossiers_key_alone(world: World) -> None:
    attempt = started(world)

    item = world.transport.items[f"{OpenRequest.KIND}#{attempt.id}#1", "STATE"]
    assert "Nguyễn Thị An" not in item.doc
    assert "022190001234" not in item.doc
    bill = world.store.order_to_send(world.store.open_request(attempt.id)).bill
    assert bill is not None
    assert bill.payer is not None
    assert (bill.payer.name, bill.procedure) == ("Nguyễn Thị An", "1.001612")


def test_a_bill_whose_key_is_gone_is_never_sent_with_an_invented_payer(world: World) -> None:
    world.platform.lost = 1
    payment = new_ulid(world.now)
    with pytest.raises(PaymentProviderUnavailable):
        world.start(payment, "platform")
    world.vault.destroy(world.fee.vault or "")
    world.platform.transactions.clear()

    with pytest.raises(PaymentProviderRefused) as refused:
        world.start(payment, "platform")
    assert refused.value.error == "payer_unreadable"
    assert world.platform.transactions == {}


def test_its_notification_lets_us_ask_and_the_answer_settles_the_fee(world: World) -> None:
    attempt = paid_at_the_platform(world)

    assert (attempt.state, world.fee.state, world.fee.method) == ("paid", "settled", "platform")
    assert balances(world) == {"at:platform": AMOUNT, "fees": -AMOUNT}
    assert [receipt.number for receipt in world.receipts]


def test_a_copied_notification_that_says_paid_settles_nothing(world: World) -> None:
    """Its check sum does not cover the status: only the platform's answer counts."""
    attempt = started(world)
    world.platform.send_notification(attempt.id, status=0)
    world.deliver()

    assert world.store.payment(attempt.id).state == "pending"
    assert world.fee.state == "due"
    assert balances(world) == {}


@pytest.mark.parametrize("again", [1, 2, 7])
def test_a_repeated_notification_changes_nothing(world: World, again: int) -> None:
    attempt = paid_at_the_platform(world)
    for _ in range(again):
        world.platform.send_notification(attempt.id)
        world.deliver()

    assert len(world.receipts) == 1
    assert balances(world) == {"at:platform": AMOUNT, "fees": -AMOUNT}
    assert len(world.stored("PROVIDER_EVENT#")) == 1


def test_however_many_statuses_are_made_up_few_events_are_stored(world: World) -> None:
    attempt = started(world)
    for status in range(200):
        world.platform.send_notification(attempt.id, status=status)
    world.deliver()

    assert len(world.stored("PROVIDER_EVENT#")) == 11


@pytest.mark.parametrize(
    "field", ["addition_fee", "client_id", "command", "trans_amount", "transaction_id", "version"]
)
def test_a_notification_with_another_signed_field_is_refused(world: World, field: str) -> None:
    attempt = started(world)
    note = world.platform.notification(attempt.id) | {field: "1"}

    with pytest.raises(BadSignature):
        world.notify(note)
    assert world.stored("PROVIDER_EVENT#") == []


def test_a_notification_under_another_key_is_refused(world: World) -> None:
    attempt = started(world)
    note = world.platform.notification(attempt.id, key=PLATFORM_ACCOUNT.request_key)

    with pytest.raises(BadSignature):
        world.notify(note)


def test_while_a_key_is_rotated_two_are_taken(world: World) -> None:
    attempt = started(world)
    keys = ("a newer callback key", *PLATFORM_ACCOUNT.callback_keys)
    callback = PlatformCallback(PLATFORM_ACCOUNT.model_copy(update={"callback_keys": keys}))
    for key in keys:
        note = world.platform.notification(attempt.id, key=key)
        assert callback.parse_callback(json.dumps(note).encode(), {}, world.now)


def test_a_notification_for_another_client_is_refused(world: World) -> None:
    attempt = started(world)
    other = PLATFORM_ACCOUNT.model_copy(update={"client_id": "another"})
    note = json.dumps(world.platform.notification(attempt.id)).encode()

    with pytest.raises(UnexpectedEvent):
        PlatformCallback(other).parse_callback(note, {}, world.now)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"status": null}', b"[" * 100_000, b"\xff"])
def test_what_is_no_notification_is_refused(world: World, raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        PlatformCallback(PLATFORM_ACCOUNT).parse_callback(raw, {}, world.now)


def test_a_late_notification_still_settles(world: World) -> None:
    attempt = started(world)
    world.platform.pay(attempt.id, quiet=True)
    world.now += timedelta(hours=3)
    world.platform.send_notification(attempt.id)
    world.deliver()

    assert world.store.payment(attempt.id).state == "paid"
    assert world.fee.state == "settled"


def test_money_whose_notification_never_came_is_found_by_the_poller(world: World) -> None:
    attempt = started(world)
    world.platform.pay(attempt.id, quiet=True)
    world.now += 6 * MINUTE
    poll(world.store, world.providers, world.now)

    assert world.fee.state == "settled"
    assert world.store.payment(attempt.id).charge == "platform:KP261123000001"


def test_an_attempt_that_was_paid_meanwhile_is_not_cancelled(world: World) -> None:
    attempt = started(world)
    world.platform.pay(attempt.id, quiet=True)

    assert close_attempt(world.store, world.providers, attempt.id, world.now).state == "paid"
    assert world.fee.state == "settled"


def test_an_attempt_ends_here_and_money_that_still_comes_is_honoured(world: World) -> None:
    """The platform closes nothing."""
    attempt = started(world)
    closed = close_attempt(world.store, world.providers, attempt.id, world.now)
    assert closed.state == "cancelled"
    world.platform.pay(attempt.id)
    world.deliver()

    assert world.fee.state == "settled"


def test_a_second_payment_of_a_settled_fee_is_an_overpayment_for_an_official(world: World) -> None:
    first = started(world)
    world.pay_by_card()
    world.platform.pay(first.id)
    world.deliver()

    assert only_case(world).kind == "paid_twice"
    [refund] = world.refunds()
    assert (refund.manual, refund.amount, refund.provider) == (True, AMOUNT, "platform")


@pytest.mark.parametrize("status", [CANCELLED, FAILED])
def test_what_the_payer_gave_up_leaves_the_fee_due(world: World, status: int) -> None:
    attempt = started(world)
    world.platform.end(attempt.id, status)
    world.deliver()

    assert world.store.payment(attempt.id).state == "expired"
    assert world.fee.state == "due"
    assert started(world).state == "pending"


def test_money_under_way_holds_the_fee_until_it_is_there(world: World) -> None:
    attempt = started(world)
    world.platform.end(attempt.id, PROCESSING)
    world.deliver()
    assert world.store.payment(attempt.id).state == "processing"

    world.platform.pay(attempt.id)
    world.deliver()
    assert world.fee.state == "settled"


@pytest.mark.parametrize("paid", [AMOUNT - 1, AMOUNT + 1, 1])
def test_another_sum_than_was_asked_settles_nothing_and_is_shown(world: World, paid: int) -> None:
    attempt = started(world)
    world.platform.pay(attempt.id, paid)
    world.deliver()

    case = only_case(world)
    assert (case.kind, case.amount, case.expected) == ("amount_differs", paid, AMOUNT)
    assert world.fee.state == "due"
    assert balances(world) == {}


def test_a_status_that_nobody_knows_leaves_everything_as_it_is(world: World) -> None:
    attempt = started(world)
    world.platform.pay(attempt.id)
    world.platform.broken = 77
    world.deliver()
    assert world.store.payment(attempt.id).state == "pending"
    assert balances(world) == {}

    world.platform.broken = None
    world.now += 6 * MINUTE
    poll(world.store, world.providers, world.now)
    assert world.fee.state == "settled"


def test_a_status_that_nobody_knows_does_not_bind_its_payer(world: World) -> None:
    attempt = started(world)
    world.platform.broken = 77

    assert world.pay_by_card().state == "paid"
    assert world.store.payment(attempt.id).state == "cancelled"


@pytest.mark.parametrize(
    "changed", [{"transaction_id": "01K"}, {"trans_amount": "-1"}, {"transaction_code": ""}]
)
def test_an_answer_that_makes_no_sense_is_no_answer(
    world: World, monkeypatch: pytest.MonkeyPatch, changed: dict[str, str]
) -> None:
    attempt = started(world)
    world.platform.pay(attempt.id)
    whole = world.platform.answer
    monkeypatch.setattr(
        world.platform, "answer", lambda path, body: {**whole(path, body), **changed}
    )
    with pytest.raises(PaymentProviderUnavailable):
        world.deliver()

    assert world.store.payment(attempt.id).state == "pending"
    assert balances(world) == {}


def test_a_lost_answer_about_money_is_asked_again(world: World) -> None:
    attempt = started(world)
    world.platform.pay(attempt.id)
    world.platform.lost = 1
    with pytest.raises(PaymentProviderUnavailable):
        world.deliver()
    world.relay()

    assert world.fee.state == "settled"
    assert len(world.receipts) == 1


def test_a_lost_answer_to_a_start_leaves_no_page_that_anybody_knows(world: World) -> None:
    """The platform has no keys of idempotency: it refuses the repeat, and the payer starts anew."""
    world.platform.lost = 1
    payment = new_ulid(world.now)
    with pytest.raises(PaymentProviderUnavailable):
        world.start(payment, "platform")
    assert world.store.open_request(payment).outcome == "unknown"

    with pytest.raises(PaymentProviderRefused):
        world.start(payment, "platform")
    assert world.store.payment(payment).state == "cancelled"
    assert started(world).state == "pending"


def test_money_for_a_notification_of_nothing_we_know_is_nobodys(world: World) -> None:
    world.platform.pay_at_portal("H49.61.01-261123-0099", 5)
    [transaction] = world.platform.transactions.values()
    transaction.fields = {
        "addition_fee": "0",
        "client_id": "motcua",
        "command": "PAY",
        "trans_amount": "5",
        "version": "3.0",
    }
    world.platform.send_notification(transaction.id)
    world.deliver()

    [event] = world.stored("PROVIDER_EVENT#")
    assert event["result"] == "ignored: unknown payment"


@pytest.mark.parametrize(
    ("total", "error"),
    [(999, AmountTooSmallForPlatform), (500_000_000, AmountTooLargeForPlatform)],
)
def test_it_carries_what_its_limits_say(total: int, error: type[Exception]) -> None:
    world = World(platform_on=True)
    world.file(total=total)
    with pytest.raises(error):
        started(world)


def test_a_refund_is_an_officials_because_the_platform_has_none(world: World) -> None:
    attempt = paid_at_the_platform(world)
    command = RequestRefund(new_ulid(world.now), attempt.id, AMOUNT, "nhầm", "an", AMOUNT)
    refund = request_refund(world.store, world.providers, command, world.now)

    assert not dialect().refunds.value
    assert (refund.manual, refund.state) == (True, "requested")
    assert refund.reference is not None


def test_a_day_that_agrees_with_its_list_has_no_case(world: World) -> None:
    paid_at_the_platform(world)
    assert MONDAY in night(world)

    assert world.stored("DISCREPANCY#") == []
    assert day(world).totals.balance("at:platform") == AMOUNT == at_platform(world)


def test_money_that_only_the_list_has_is_applied(world: World) -> None:
    attempt = started(world)
    world.platform.pay(attempt.id, quiet=True)
    night(world)

    assert world.store.payment(attempt.id).state == "paid"
    assert balances(world) == {"at:platform": AMOUNT, "fees": -AMOUNT}


def test_money_that_the_platform_sent_back_by_itself_is_shown(world: World) -> None:
    attempt = paid_at_the_platform(world)
    world.platform.send_back(attempt.id)
    night(world)

    case = only_case(world)
    assert (case.kind, case.amount) == ("missing_here", -AMOUNT)
    command = ResolveDiscrepancy(case.id, "an", "the platform sent it back")
    assert book_refund(world.store, command, world.now).state == "resolved"
    assert balances(world) == {}
    assert at_platform(world) == 0


def test_money_that_the_list_lacks_is_shown(world: World) -> None:
    attempt = paid_at_the_platform(world)
    del world.platform.transactions[attempt.id]
    night(world)

    assert only_case(world).kind == "missing_there"


def test_a_line_that_cant_be_read_keeps_no_other_from_being_compared(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    paid_at_the_platform(world)
    whole = world.platform.answer

    def with_rubbish(path: str, body: Any) -> Any:
        answer = dict(whole(path, body))
        if "transactions" in answer:
            answer["transactions"] = [None, {"time": "?"}, *answer["transactions"]]
        return answer

    monkeypatch.setattr(world.platform, "answer", with_rubbish)
    night(world)

    assert world.stored("DISCREPANCY#") == []
    assert day(world).reconciled_at == world.now


@pytest.mark.parametrize("lists", [True, False])
def test_a_list_that_does_not_answer_leaves_the_day_for_the_next_run(lists: bool) -> None:
    world = a_world_with_the_platform(platform_lists=lists)
    paid_at_the_platform(world)
    world.platform.lost = NIGHTS
    compared = night(world)

    assert (MONDAY in compared) is not lists


def test_every_guess_of_the_dialect_says_why() -> None:
    facts = dialect().model_dump(exclude={"note"})
    guesses = {name for name, fact in facts.items() if fact["confidence"] == "assumed"}
    assert all(facts[name]["why"] for name in guesses)
    assert {"list_path", "statuses", "refunds", "closing"} <= guesses
