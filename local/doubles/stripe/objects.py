"""Stripe's objects as a plain card payment has them: null where such a payment has null (API
2026-05-27.dahlia)."""

import secrets
import string
from dataclasses import dataclass
from typing import Any, Final

Json = dict[str, Any]
API_VERSION: Final = "2026-05-27.dahlia"
ALPHABET: Final = string.ascii_letters + string.digits


def new_id(prefix: str, length: int = 24) -> str:
    """An id that looks like Stripe's."""
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """What a session was asked for: validated parameters, the total in the currency's smallest
    unit."""

    params: Json
    total: int
    currency: str


def checkout_session(request: SessionRequest, base: str, created: int, expires_at: int) -> Json:
    """An open session of mode payment on the hosted page."""
    params, session = request.params, new_id("cs_test_a1", 56)
    return _SESSION_NULLS | {
        "id": session,
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": False},
        "amount_subtotal": request.total,
        "amount_total": request.total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "created": created,
        "currency": request.currency,
        "custom_fields": [],
        "custom_text": dict.fromkeys(
            ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        ),
        "customer_creation": "if_required",
        "expires_at": expires_at,
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": params.get("metadata", {}),
        "mode": "payment",
        "payment_method_collection": "if_required",
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "phone_number_collection": {"enabled": False},
        "shipping_options": [],
        "status": "open",
        "success_url": params.get("success_url"),
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": f"{base}/c/pay/{session}",
    }


def payment_intent(request: SessionRequest, created: int) -> Json:
    """The intent of a session, made when the payer first tries to pay."""
    return _INTENT_NULLS | {
        "id": new_id("pi_3"),
        "object": "payment_intent",
        "amount": request.total,
        "amount_capturable": 0,
        "amount_received": 0,
        "capture_method": "automatic_async",
        "confirmation_method": "automatic",
        "created": created,
        "currency": request.currency,
        "livemode": False,
        "metadata": request.params.get("payment_intent_data", {}).get("metadata", {}),
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "status": "requires_payment_method",
    }


def event(kind: str, about: Json, created: int) -> Json:
    """An event with a snapshot of the object as it is now."""
    return {
        "id": new_id("evt_1"),
        "object": "event",
        "api_version": API_VERSION,
        "created": created,
        "data": {"object": dict(about)},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }


def error(kind: str, message: str, code: str | None = None, param: str | None = None) -> Json:
    """The body of a refusal."""
    members = {"type": kind, "message": message, "code": code, "param": param}
    return {"error": {name: value for name, value in members.items() if value is not None}}


_SESSION_NULLS: Final[Json] = dict.fromkeys(
    (
        "after_expiration",
        "allow_promotion_codes",
        "billing_address_collection",
        "client_secret",
        "collected_information",
        "consent",
        "consent_collection",
        "currency_conversion",
        "customer",
        "customer_account",
        "customer_details",
        "customer_email",
        "discounts",
        "integration_identifier",
        "invoice",
        "invoice_creation",
        "managed_payments",
        "origin_context",
        "payment_intent",
        "payment_link",
        "payment_method_configuration_details",
        "permissions",
        "recovered_from",
        "saved_payment_method_options",
        "setup_intent",
        "shipping_address_collection",
        "shipping_cost",
        "submit_type",
        "subscription",
        "wallet_options",
    )
)
_INTENT_NULLS: Final[Json] = dict.fromkeys(
    (
        "application",
        "application_fee_amount",
        "automatic_payment_methods",
        "canceled_at",
        "cancellation_reason",
        "client_secret",
        "customer",
        "customer_account",
        "description",
        "last_payment_error",
        "latest_charge",
        "managed_payments",
        "next_action",
        "on_behalf_of",
        "payment_method",
        "payment_method_configuration_details",
        "processing",
        "receipt_email",
        "review",
        "setup_future_usage",
        "shipping",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_data",
        "transfer_group",
    )
)
