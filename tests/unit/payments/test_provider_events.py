"""Provider events: what is ignored and why, and what else must be closed when money came."""

from datetime import timedelta
from hashlib import sha256

import pytest

from kit.persistence.repository import OutOfOrder
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import (
    DisputeOpened,
    FundsWithdrawn,
    PaymentDeclined,
    PaymentExpired,
    PaymentFailed,
    PaymentPending,
    PaymentSucceeded,
    ProviderReport,
    RefundStatus,
    RefundUpdated,
)
from payments.provider_events.by_report import BY_REPORT
from payments.provider_events.store import store_once
from tests.unit.payments.world import World


def reported(world: World, report: ProviderReport | None, id: str = "evt_1") -> ProviderEvent:
    """A provider reports something; the queue applies it. Answers the event as it is stored."""
    store_once(world.store, an_event(world, report, id), world.now)
    world.relay()
    return world.store.provider_event(id)


def an_event(world: World, report: ProviderReport | None, id: str = "evt_1") -> ProviderEvent:
    return ProviderEvent(
        id=id,
        provider="stripe",
        kind="its own word",
        object="obj_1",
        digest=sha256(id.encode()).hexdigest(),
        at=world.now,
        report=report,
    )


@pytest.fixture
def world() -> World:
    world = World()
    world.file()
    return world


def test_an_event_that_reports_nothing_is_recorded_alone(world: World) -> None:
    assert reported(world, None).result == "ignored: unknown kind"
    assert world.published == ["fee.due", "provider.notified"]


def test_a_report_of_an_unknown_attempt_is_ignored(world: World) -> None:
    paid = PaymentSucceeded(
        payment="01UNKNOWN", session="s", charge="c", amount=150_000, currency="vnd"
    )

    assert reported(world, paid).result == "ignored: unknown payment"
    assert world.fee.state == "due"


@pytest.mark.parametrize("kind", [PaymentPending, PaymentExpired, PaymentFailed])
def test_a_report_of_another_session_ends_nothing(
    world: World, kind: type[PaymentPending | PaymentExpired | PaymentFailed]
) -> None:
    attempt = world.start()
    event = reported(world, kind(payment=attempt.id, session="another"))

    assert event.result == "ignored: another session"
    assert world.store.payment(attempt.id).state == "pending"


def test_money_of_another_session_counts(world: World) -> None:
    attempt = world.start()
    paid = PaymentSucceeded(
        payment=attempt.id, session="another", charge="pi_2", amount=150_000, currency="vnd"
    )

    assert reported(world, paid).result == "pay"
    assert world.fee.state == "settled"


def test_a_report_of_the_attempts_own_session_counts(world: World) -> None:
    attempt = world.start()
    event = reported(world, PaymentExpired(payment=attempt.id, session=attempt.session))

    assert event.result == "expire"
    assert world.store.payment(attempt.id).state == "expired"


def test_a_decline_names_no_session_and_leaves_the_attempt_open(world: World) -> None:
    attempt = world.start()

    assert reported(world, PaymentDeclined(payment=attempt.id)).result == "decline"
    assert world.store.payment(attempt.id).state == "pending"


@pytest.mark.parametrize("refund", ["01UNKNOWN", None])
def test_an_unknown_refund_is_ignored(world: World, refund: str | None) -> None:
    status = RefundStatus(id="re_1", state="succeeded", amount=50_000)

    event = reported(world, RefundUpdated(refund=refund, status=status))

    assert event.result == "ignored: unknown refund"


@pytest.mark.parametrize("kind", [DisputeOpened, FundsWithdrawn])
def test_a_dispute_waits_for_the_money_that_it_is_about(
    world: World, kind: type[DisputeOpened | FundsWithdrawn]
) -> None:
    dispute = kind(dispute="du_1", charge="pi_1", payment=None, amount=150_000, currency="vnd")
    store_once(world.store, an_event(world, dispute), world.now)
    world.fetch()
    message = world.queue.popleft()

    with pytest.raises(OutOfOrder) as early:
        world.service.event_handlers["provider.notified"](message)
    assert (early.value.pk, early.value.version) == ("CHARGE#pi_1", 0)

    world.now += timedelta(days=3)
    world.service.event_handlers["provider.notified"](message)
    assert world.cases() == ["dispute"]


def test_another_attempt_that_its_provider_will_not_close_is_the_next_sweeps(
    world: World,
) -> None:
    transfer = world.start(method="transfer")
    world.transfer(transfer)
    card = world.start()
    world.stripe.failures.extend(["down"] * 20)
    world.deliver()
    assert world.fee.state == "settled"
    assert world.store.payment(card.id).state == "pending"
    assert world.store.payment(card.id).next_check_at == world.now

    world.stripe.failures.clear()
    world.sweep()
    assert world.store.payment(card.id).state in ("cancelled", "expired")


def test_another_attempt_is_closed_once_money_came(world: World) -> None:
    transfer = world.start(method="transfer")
    world.transfer(transfer)
    card = world.start()
    world.deliver()

    assert world.fee.state == "settled"
    assert world.store.payment(card.id).state == "cancelled"


def test_every_report_has_one_function_that_applies_it() -> None:
    from typing import get_args

    union = get_args(get_args(ProviderReport)[0])
    assert set(BY_REPORT) == set(union)
