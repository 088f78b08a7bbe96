"""Stripe's webhook at the door: only what Stripe signed, for us, now, and stored once."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
import stripe
from pydantic import ValidationError

from kit.core.errors import MalformedRequest
from kit.testing.clock import NOW
from local.doubles.stripe.delivery import signed
from local.doubles.stripe.objects import event
from payments.provider_events import receive as receipt
from payments.providers.callback_signature import TOLERANCE_SECONDS, BadSignature, UnexpectedEvent
from payments.providers.callback_signature import verify as verify_header
from payments.providers.stripe.account import StripeAccount
from payments.providers.stripe.webhook import HEADER, StripeWebhook, read
from tests.unit.payments.world import SECRET, World

AT = int(NOW.timestamp())
COMPLETED = event("checkout.session.completed", {"id": "cs_1", "object": "checkout.session"}, AT)


def verify(raw: bytes, signature: str, secrets: list[str], now: datetime) -> None:
    verify_header(raw, signature, secrets, now, header=HEADER)


def receive(
    world: World,
    raw: bytes,
    signature: str,
    *,
    live: bool = False,
    secrets: tuple[str, ...] = (SECRET,),
) -> None:
    webhook = StripeWebhook(secrets, live)
    receipt.receive(world.store, webhook, raw, {"Stripe-Signature": signature}, world.now)


def test_a_signed_notification_is_stored_with_its_event_and_no_provider_is_asked() -> None:
    world = World()
    raw, signature = signed(COMPLETED, SECRET, AT)
    receive(world, raw, signature)

    assert world.published == ["provider.notified"]
    data = world.event("provider.notified")
    assert (data["provider"], data["kind"], data["object"]) == (
        "stripe",
        "checkout.session.completed",
        "cs_1",
    )
    assert world.stripe.requests == []


def test_the_same_notification_is_stored_once() -> None:
    world = World()
    raw, signature = signed(COMPLETED, SECRET, AT)
    for _ in range(3):
        receive(world, raw, signature)

    assert world.published == ["provider.notified"]


@pytest.mark.parametrize("seconds", [-300, -1, 0, 1, 300])
def test_our_check_and_the_sdks_agree_on_good_signatures(seconds: int) -> None:
    raw, signature = signed(COMPLETED, SECRET, AT + seconds)

    verify(raw, signature, [SECRET], NOW)
    assert stripe.WebhookSignature.verify_header(raw, signature, SECRET)


def test_a_signature_is_good_for_as_long_as_the_sdk_takes_it() -> None:
    assert stripe.Webhook.DEFAULT_TOLERANCE == TOLERANCE_SECONDS


@pytest.mark.parametrize(
    "header",
    [
        "",
        "t=,v1=",
        "v1=ab",
        "t=x,v1=ab",
        f"t={AT}",
        f"t={AT},v0=ab",
        f"t={AT},v1=é",
        f"t={AT},v1=\udc80",
        "t=1,t=2",
    ],
)
def test_our_check_and_the_sdks_agree_on_bad_headers(header: str) -> None:
    raw, _ = signed(COMPLETED, SECRET, AT)

    with pytest.raises(BadSignature):
        verify(raw, header, [SECRET], NOW)
    with pytest.raises((stripe.SignatureVerificationError, TypeError)):
        stripe.WebhookSignature.verify_header(raw, header, SECRET)


@pytest.mark.parametrize("seconds", [-301, 301, -86_400, 86_400])
def test_stamps_too_old_or_from_the_future_are_refused(seconds: int) -> None:
    raw, signature = signed(COMPLETED, SECRET, AT + seconds)

    with pytest.raises(BadSignature) as refused:
        verify(raw, signature, [SECRET], NOW)
    assert refused.value.status == 400


def test_an_altered_body_is_refused() -> None:
    raw, signature = signed(COMPLETED, SECRET, AT)

    with pytest.raises(BadSignature):
        verify(raw.replace(b"cs_1", b"cs_2"), signature, [SECRET], NOW)


def test_while_a_secret_is_rotated_either_signs() -> None:
    raw, old = signed(COMPLETED, "whsec_old", AT)
    _, new = signed(COMPLETED, "whsec_new", AT)
    both = f"{old},{new.partition(',')[2]}"

    for signature in (old, new, both):
        verify(raw, signature, ["whsec_new", "whsec_old"], NOW)
    verify(raw, both, ["whsec_new"], NOW)
    with pytest.raises(BadSignature):
        verify(raw, old, ["whsec_new"], NOW)


def test_without_a_secret_nothing_is_good() -> None:
    raw, signature = signed(COMPLETED, "", AT)

    with pytest.raises(BadSignature):
        verify(raw, signature, [], NOW)


@pytest.mark.parametrize(
    "changed", [{"livemode": True}, {"api_version": "2026-10-28.endive"}, {"api_version": None}]
)
def test_the_other_mode_and_other_versions_are_refused(changed: dict[str, Any]) -> None:
    world = World()
    raw, signature = signed({**COMPLETED, **changed}, SECRET, AT)

    with pytest.raises(UnexpectedEvent):
        receive(world, raw, signature)
    assert world.published == []


def test_in_live_mode_play_money_is_refused() -> None:
    world = World()
    raw, signature = signed(COMPLETED, SECRET, AT)

    with pytest.raises(UnexpectedEvent):
        receive(world, raw, signature, live=True)


def test_an_object_of_another_shape_is_no_reason_to_refuse_a_kind_we_do_not_use() -> None:
    odd = {
        "id": "x_1",
        "object": "odd",
        "amount": "1.5",
        "metadata": {"payment": 1},
        "currency": ["vnd"],
    }
    raw, _ = signed(event("odd.happened", odd, AT), SECRET, AT)

    assert read(raw, live=False).object == "x_1"


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b'{"id":"evt_1"}', b"\xff\xfe"])
def test_what_cannot_be_read_is_refused(raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        read(raw, live=False)


def test_an_unknown_kind_is_recorded_and_leads_to_nothing() -> None:
    world = World()
    world.file()
    world.webhook(event("customer.created", {"id": "cus_1", "object": "customer"}, AT))
    world.relay()

    (stored,) = world.stored("PROVIDER_EVENT#")
    assert stored["result"] == "ignored: unknown kind"


def test_a_payment_we_do_not_know_is_recorded_and_leads_to_nothing() -> None:
    world = World()
    about = {
        "id": "cs_9",
        "object": "checkout.session",
        "client_reference_id": "X",
        "payment_status": "paid",
    }
    world.webhook(event("checkout.session.completed", about, AT))
    world.relay()

    (stored,) = world.stored("PROVIDER_EVENT#")
    assert stored["result"] == "ignored: unknown payment"


def test_another_amount_or_currency_settles_nothing() -> None:
    for changed in ({"amount_total": 149_999}, {"currency": "usd"}):
        world = World()
        world.file()
        payment = world.start()
        world.stripe.account.pay(payment.session or "")
        paid = next(t for t in world.held if t["type"] == "checkout.session.completed")
        paid["data"]["object"] |= changed
        world.deliver()

        assert world.fee.state == "due"
        assert "ignored: amount differs" in [
            stored["result"] for stored in world.stored("PROVIDER_EVENT#")
        ]


def test_nothing_personal_of_a_notification_is_kept() -> None:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "", email="an@example.vn")
    assert "an@example.vn" in json.dumps(list(world.held))
    world.deliver()

    assert not any("an@example.vn" in item.doc for item in world.transport.items.values())


def test_a_stored_notification_has_the_moment_of_stripes_event() -> None:
    raw, _ = signed(COMPLETED, SECRET, AT)

    assert abs(read(raw, live=False).at - NOW) < timedelta(seconds=1)


def test_an_empty_secret_with_which_anybody_could_sign_is_none() -> None:
    with pytest.raises(ValidationError):
        StripeAccount.model_validate({"api_key": "sk_live_x", "webhook_secrets": [""]})


@pytest.mark.parametrize(
    "changed",
    [
        {"created": 10**18},
        {"created": -1},
        {"id": "evt_" + "x" * 3000},
        {"id": ""},
        {"type": "x" * 3000},
        {"data": {"object": {"id": "cs_" + "x" * 3000}}},
        {"data": {"object": {"id": ["cs_1"]}}},
    ],
)
def test_a_signed_but_odd_notification_is_refused_and_no_error_of_ours(
    changed: dict[str, Any],
) -> None:
    world = World()
    raw, signature = signed({**COMPLETED, **changed}, SECRET, AT)

    with pytest.raises(MalformedRequest):
        receive(world, raw, signature)
    assert not world.stored("PROVIDER_EVENT#")
