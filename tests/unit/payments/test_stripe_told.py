"""What Stripe's webhooks say of refunds, disputes and money, read without the SDK."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from kit.testing.clock import NOW
from local.stripe_double.delivery import signed
from local.stripe_double.objects import event
from payments.domain.provider_event import KINDS, ProviderEvent
from payments.providers.stripe.webhook import KINDS_READ, OTHER_KINDS, BadSignature, StripeWebhook

SECRET = "whsec_one"
AT = int(NOW.timestamp())


def refund(status: str, **further: Any) -> dict[str, Any]:
    ours = {"refund": "R1", "payment": "P1", "fee": "F1"}
    about = {
        "id": "re_1",
        "object": "refund",
        "amount": 50_000,
        "currency": "vnd",
        "payment_intent": "pi_1",
    }
    return {**about, "metadata": ours, "status": status, **further}


def dispute(status: str, due_by: int | None) -> dict[str, Any]:
    about = {
        "id": "du_1",
        "object": "dispute",
        "amount": 150_000,
        "currency": "vnd",
        "payment_intent": "pi_1",
    }
    return {**about, "metadata": {}, "status": status, "evidence_details": {"due_by": due_by}}


def told(kind: str, about: dict[str, Any]) -> ProviderEvent:
    raw, signature = signed(event(kind, about, AT), SECRET, AT)
    (notification,) = StripeWebhook([SECRET], live=False).parse_callback(
        raw, {"STRIPE-signature": signature}, NOW
    )
    return notification


@pytest.mark.parametrize("kind", ["refund.created", "refund.updated", "charge.refund.updated"])
@pytest.mark.parametrize("status", ["pending", "requires_action", "succeeded", "canceled"])
def test_a_refund_is_told_with_our_ids_and_its_status(kind: str, status: str) -> None:
    seen = told(kind, refund(status))

    assert (seen.refund, seen.payment, seen.payment_status) == ("R1", "P1", status)
    assert (seen.object, seen.charge, seen.amount, seen.currency) == ("re_1", "pi_1", 50_000, "vnd")
    assert seen.error is None
    assert seen.meaning is None


def test_a_failed_refund_tells_why() -> None:
    seen = told("refund.failed", refund("failed", failure_reason="expired_or_canceled_card"))

    assert (seen.payment_status, seen.error) == ("failed", "expired_or_canceled_card")


def test_a_refund_made_by_hand_has_no_id_of_ours() -> None:
    seen = told("refund.created", refund("succeeded", metadata=None))

    assert (seen.refund, seen.payment, seen.charge) == (None, None, "pi_1")


@pytest.mark.parametrize(
    "kind", [kind for kind, about in OTHER_KINDS.items() if about == "dispute"]
)
def test_a_dispute_is_told_with_the_money_it_is_about(kind: str) -> None:
    seen = told(kind, dispute("needs_response", AT + 86_400))

    assert (seen.object, seen.charge, seen.amount, seen.payment_status) == (
        "du_1",
        "pi_1",
        150_000,
        "needs_response",
    )
    assert seen.evidence_due == NOW + timedelta(days=1)
    assert seen.refund is None


@pytest.mark.parametrize("due_by", [None, 0])
def test_a_dispute_that_takes_no_evidence_has_no_last_day(due_by: int | None) -> None:
    assert told("charge.dispute.created", dispute("lost", due_by)).evidence_due is None


def test_a_session_and_a_decline_name_the_money() -> None:
    session = {
        "id": "cs_1",
        "object": "checkout.session",
        "payment_intent": "pi_1",
        "payment_status": "paid",
    }
    failed = {
        "id": "pi_1",
        "object": "payment_intent",
        "last_payment_error": {"code": "card_declined"},
    }

    paid, declined = (
        told("checkout.session.completed", session),
        told("payment_intent.payment_failed", failed),
    )
    assert (paid.charge, paid.meaning) == ("pi_1", "pay")
    assert (declined.charge, declined.error, declined.meaning) == (
        "pi_1",
        "card_declined",
        "decline",
    )


def test_every_kind_that_is_read_can_be_asked_for_again_in_one_list() -> None:
    assert set(KINDS_READ) == KINDS | set(OTHER_KINDS)
    assert len(KINDS_READ) <= 20  # Stripe: "An array of up to 20 strings" (OpenAPI, types)


def test_a_callback_is_verified_before_it_is_read() -> None:
    with pytest.raises(BadSignature):
        StripeWebhook([SECRET], live=False).parse_callback(b"{", {}, NOW)


def test_a_webhook_is_read_without_the_sdk() -> None:
    program = "import sys, payments.providers.stripe.webhook; sys.exit('stripe' in sys.modules or 'boto3' in sys.modules)"

    assert (
        subprocess.run(
            [sys.executable, "-c", program], check=False, env={"PYTHONPATH": ":".join(sys.path)}
        ).returncode
        == 0
    )
