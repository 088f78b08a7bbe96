"""The reports that Stripe's webhooks are translated into, without the SDK."""

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest

from kit.testing.clock import NOW
from local.doubles.stripe.delivery import signed
from local.doubles.stripe.objects import event
from payments.domain.provider_report import (
    DisputeClosed,
    DisputeOpened,
    DisputeReport,
    FundsReinstated,
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
from payments.providers.callback_signature import BadSignature
from payments.providers.stripe.reports import TYPES_READ
from payments.providers.stripe.webhook import StripeWebhook

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


def session(payment_status: str | None) -> dict[str, Any]:
    return {
        "id": "cs_1",
        "object": "checkout.session",
        "client_reference_id": "P1",
        "payment_intent": "pi_1",
        "payment_status": payment_status,
        "amount_total": 150_000,
        "currency": "vnd",
    }


def report(kind: str, about: dict[str, Any]) -> ProviderReport | None:
    raw, signature = signed(event(kind, about, AT), SECRET, AT)
    (provider_event,) = StripeWebhook([SECRET], live=False).parse_callback(
        raw, {"STRIPE-signature": signature}, NOW
    )
    assert provider_event.kind == kind
    assert provider_event.object == about["id"]
    return provider_event.report


@pytest.mark.parametrize("kind", ["refund.created", "refund.updated", "charge.refund.updated"])
@pytest.mark.parametrize(
    ("status", "state", "error"),
    [
        ("pending", "open", None),
        ("requires_action", "open", None),
        ("succeeded", "succeeded", None),
        ("canceled", "failed", "canceled"),
    ],
)
def test_a_refund_is_reported_with_our_id_and_its_status(
    kind: str, status: str, state: Any, error: str | None
) -> None:
    assert report(kind, refund(status)) == RefundUpdated(
        refund="R1", status=RefundStatus(id="re_1", state=state, amount=50_000, error=error)
    )


def test_a_failed_refund_is_reported_with_the_reason() -> None:
    seen = report("refund.failed", refund("failed", failure_reason="expired_or_canceled_card"))

    assert isinstance(seen, RefundUpdated)
    assert (seen.status.state, seen.status.error) == ("failed", "expired_or_canceled_card")


def test_a_refund_that_stripe_made_without_us_has_no_id_of_ours() -> None:
    seen = report("refund.created", refund("succeeded", metadata=None))

    assert isinstance(seen, RefundUpdated)
    assert seen.refund is None


@pytest.mark.parametrize(
    ("kind", "status", "meaning"),
    [
        ("charge.dispute.created", "needs_response", DisputeOpened),
        ("charge.dispute.funds_withdrawn", "needs_response", FundsWithdrawn),
        ("charge.dispute.funds_reinstated", "won", FundsReinstated),
        ("charge.dispute.closed", "lost", DisputeClosed),
    ],
)
def test_a_dispute_is_reported_with_the_money_that_it_is_about(
    kind: str, status: str, meaning: type[DisputeReport]
) -> None:
    seen = report(kind, dispute(status, AT + 86_400))

    assert isinstance(seen, meaning)
    assert (seen.dispute, seen.charge, seen.payment) == ("du_1", "pi_1", None)
    assert (seen.amount, seen.currency) == (150_000, "vnd")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("won", "won"), ("lost", "lost"), ("warning_closed", "dropped"), ("prevented", "dropped")],
)
def test_a_closed_dispute_is_won_lost_or_was_only_an_inquiry(status: str, outcome: str) -> None:
    seen = report("charge.dispute.closed", dispute(status, None))

    assert isinstance(seen, DisputeClosed)
    assert seen.outcome == outcome


def test_an_opened_dispute_names_the_last_day_of_evidence() -> None:
    seen = report("charge.dispute.created", dispute("needs_response", AT + 86_400))

    assert isinstance(seen, DisputeOpened)
    assert seen.evidence_due == NOW + timedelta(days=1)


@pytest.mark.parametrize("due_by", [None, 0])
def test_a_dispute_that_takes_no_evidence_has_no_last_day(due_by: int | None) -> None:
    seen = report("charge.dispute.created", dispute("lost", due_by))

    assert isinstance(seen, DisputeOpened)
    assert seen.evidence_due is None


PAID = ("checkout.session.completed", "checkout.session.async_payment_succeeded")


@pytest.mark.parametrize("kind", PAID)
def test_a_paid_session_names_attempt_and_money(kind: str) -> None:
    assert report(kind, session("paid")) == PaymentSucceeded(
        payment="P1", session="cs_1", charge="pi_1", amount=150_000, currency="vnd"
    )


@pytest.mark.parametrize(
    ("kind", "meaning"),
    [
        ("checkout.session.completed", PaymentPending),
        ("checkout.session.async_payment_failed", PaymentFailed),
        ("checkout.session.expired", PaymentExpired),
    ],
)
def test_an_unpaid_session_is_pending_failed_or_expired(
    kind: str, meaning: type[PaymentPending | PaymentFailed | PaymentExpired]
) -> None:
    assert report(kind, session("unpaid")) == meaning(payment="P1", session="cs_1")


@pytest.mark.parametrize(
    ("kind", "payment_status"),
    [
        ("checkout.session.completed", "no_payment_required"),
        ("checkout.session.async_payment_succeeded", "unpaid"),
        ("checkout.session.async_payment_failed", "paid"),
        ("checkout.session.expired", "paid"),
        ("customer.created", None),
    ],
)
def test_other_events_report_nothing(kind: str, payment_status: str | None) -> None:
    assert report(kind, session(payment_status)) is None


def test_a_declined_card_names_the_attempt_and_no_session() -> None:
    intent = {
        "id": "pi_1",
        "object": "payment_intent",
        "metadata": {"payment": "P1"},
        "last_payment_error": {"code": "card_declined"},
    }

    assert report("payment_intent.payment_failed", intent) == PaymentDeclined(payment="P1")


def test_every_type_that_is_read_fits_into_one_list() -> None:
    assert len(TYPES_READ) <= 20  # Stripe: "An array of up to 20 strings" (OpenAPI, types)


def test_a_callback_is_verified_before_it_is_read() -> None:
    with pytest.raises(BadSignature):
        StripeWebhook([SECRET], live=False).parse_callback(b"{", {}, NOW)


def test_a_webhook_is_read_without_the_sdk() -> None:
    program = (
        "import sys, payments.providers.stripe.webhook; sys.exit('stripe' in sys.modules or "
        "'boto3' in sys.modules)"
    )

    assert (
        subprocess.run(
            [sys.executable, "-c", program], check=False, env={"PYTHONPATH": ":".join(sys.path)}
        ).returncode
        == 0
    )
