"""Stripe's objects of money as a plain card payment has them: charge, refund, dispute, balance
transaction."""

from typing import Final

from local.doubles.stripe.objects import Json, new_id

PER_DOLLAR: Final = 26_000
"""đồng for a US dollar: play money has one rate, which is ours."""
TWO_DAYS, TEN_DAYS = 2 * 86_400, 10 * 86_400
DECLINED: Final = {
    "type": "card_error",
    "code": "card_declined",
    "decline_code": "generic_decline",
    "doc_url": "https://docs.stripe.com/error-codes#card-declined",
    "message": "Your card was declined.",
}
NOT_AUTHENTICATED: Final = {
    "type": "invalid_request_error",
    "code": "payment_intent_authentication_failure",
    "doc_url": "https://docs.stripe.com/error-codes#payment-intent-authentication-failure",
    "message": "The provided PaymentMethod has failed authentication.",
}
"""Stripe: "The provided payment method has failed authentication." (error-codes)"""
EVIDENCE: Final = (  # noqa: SIM905
    "access_activity_log billing_address cancellation_policy cancellation_policy_disclosure "
    "cancellation_rebuttal customer_communication customer_email_address customer_name "
    "customer_purchase_ip customer_signature duplicate_charge_documentation "
    "duplicate_charge_explanation duplicate_charge_id product_description receipt "
    "refund_policy refund_policy_disclosure refund_refusal_explanation service_date "
    "service_documentation shipping_address shipping_carrier shipping_date "
    "shipping_documentation shipping_tracking_number uncategorized_file uncategorized_text"
).split()


def charge(intent: Json, created: int, status: str, failure: Json | None = None) -> Json:
    """A try of an intent to move money. It has the metadata of its intent (api/metadata).

    `failure` has `code` and `message` of what the card's issuer said.
    """
    failed, good = failure or {}, status == "succeeded"
    return _CHARGE_NULLS | {
        "id": new_id("ch_3"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if good else 0,
        "amount_refunded": 0,
        "billing_details": dict.fromkeys(("address", "email", "name", "phone", "tax_id")),
        "captured": good,
        "created": created,
        "currency": intent["currency"],
        "disputed": False,
        "failure_code": failed.get("code"),
        "failure_message": failed.get("message"),
        "livemode": False,
        "metadata": intent["metadata"],
        "paid": good,
        "payment_intent": intent["id"],
        "refunded": False,
        "status": status,
    }


def refund(paid: Json, amount: int, metadata: Json, created: int) -> Json:
    """A refund of a charge in which nothing has happened yet."""
    return {
        "id": new_id("re_3"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": paid["id"],
        "created": created,
        "currency": paid["currency"],
        "metadata": metadata,
        "payment_intent": paid["payment_intent"],
        "reason": None,
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "pending",
        "transfer_reversal": None,
    }


def dispute(paid: Json, amount: int, created: int) -> Json:
    """A dispute that wants an answer. Stripe does not copy the intent's metadata to it."""
    details = {
        "due_by": created + TEN_DAYS,
        "enhanced_eligibility": {},
        "has_evidence": False,
        "past_due": False,
        "submission_count": 0,
    }
    return {
        "id": new_id("du_1"),
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": paid["id"],
        "created": created,
        "currency": paid["currency"],
        "enhanced_eligibility_types": [],
        "evidence": dict.fromkeys(EVIDENCE) | {"enhanced_evidence": {}},
        "evidence_details": details,
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": paid["payment_intent"],
        "reason": "general",
        "status": "needs_response",
    }


def balance_transaction(kind: str, category: str, source: Json, dong: int, created: int) -> Json:
    """What `dong` (negative: it leaves) does to the balance, in cents of a US dollar; fees come by
    `with_fee`.

    Stripe: "If money converts from currency A to currency B, then the amount in currency A,
    multipled by the exchange_rate, equals the amount in currency B." (OpenAPI, exchange_rate)
    """
    cents = round(dong * 100 / PER_DOLLAR)
    return {
        "id": new_id("txn_3"),
        "object": "balance_transaction",
        "amount": cents,
        "available_on": created + TWO_DAYS,
        "balance_type": "payments",
        "created": created,
        "currency": "usd",
        "description": None,
        "exchange_rate": 100 / PER_DOLLAR,
        "fee": 0,
        "fee_details": [],
        "net": cents,
        "reporting_category": category,
        "source": source["id"],
        "status": "pending",
        "type": kind,
    }


def with_fee(entry: Json, cents: int, what: str) -> Json:
    """Stripe: "You can calculate the net impact of a transaction on a balance by amount - fee"
    (OpenAPI, net)."""
    detail = {
        "amount": cents,
        "application": None,
        "currency": "usd",
        "description": what,
        "type": "stripe_fee",
    }
    return entry | {"fee": cents, "fee_details": [detail], "net": entry["amount"] - cents}


_CHARGE_NULLS: Final[Json] = dict.fromkeys(
    (
        "application",
        "application_fee",
        "application_fee_amount",
        "balance_transaction",
        "calculated_statement_descriptor",
        "customer",
        "description",
        "failure_balance_transaction",
        "fraud_details",
        "on_behalf_of",
        "outcome",
        "payment_method",
        "payment_method_details",
        "receipt_email",
        "receipt_number",
        "receipt_url",
        "review",
        "shipping",
        "source_transfer",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_data",
        "transfer_group",
    )
)
