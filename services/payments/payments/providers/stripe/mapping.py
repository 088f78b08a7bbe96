"""The translation of requests and answers: parameters out, sessions, refunds and errors in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import stripe

from payments.domain.provider_report import RefundStatus
from payments.domain.provider_request import Order
from payments.providers.port import (
    PaymentProviderRefused,
    PaymentProviderUnavailable,
    SessionStatus,
)
from payments.providers.stripe.reports import refund_status

if TYPE_CHECKING:
    from stripe import ListObject
    from stripe.checkout import Session
    from stripe.params.checkout import SessionCreateParams

R = TypeVar("R")
Json = dict[str, Any]
LONGEST_NAME: Final = 250
REFUSALS: Final = (stripe.InvalidRequestError, stripe.IdempotencyError, stripe.CardError)
"""Stripe read the request and will not do it, however often it is repeated.

A wrong key, in contrast, gets mended.
"""
ABANDONED: Final = ("requires_payment_method", "canceled")
"""PaymentIntent.status of a complete session whose delayed payment failed: it stays unpaid."""


def call(request: Callable[[], R], *, unsure: tuple[type[stripe.StripeError], ...] = ()) -> R:
    """The answer of a request.

    Raises PaymentProviderUnavailable (it may be done, as after the errors `unsure`) and
    PaymentProviderRefused.
    """
    try:
        return request()
    except stripe.StripeError as error:
        code = error.code or type(error).__name__
        if isinstance(error, REFUSALS) and not isinstance(error, unsure):
            raise PaymentProviderRefused(code) from error
        raise PaymentProviderUnavailable(code) from error


def list_all(listing: Callable[[], "ListObject[Any]"]) -> list[Json]:
    """All pages of a list as Stripe's JSON, oldest first; raises what `call` raises."""
    newest: list[Json] = call(lambda: [as_json(each) for each in listing().auto_paging_iter()])
    return newest[::-1]


def as_json(answer: stripe.StripeObject) -> Json:
    """An answer as Stripe's JSON."""
    json: Json = answer.to_dict()
    return json


def session_params(order: Order) -> "SessionCreateParams":
    """The request for a session: byte for byte the same for an equal order."""
    ours = {"payment": order.payment, "fee": order.fee}
    return {
        "mode": "payment",
        "client_reference_id": order.payment,
        "metadata": ours,
        "payment_intent_data": {"metadata": ours},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": "vnd",
                    "unit_amount": line.amount,
                    "product_data": {"name": line.name[:LONGEST_NAME]},
                },
            }
            for line in order.lines
        ],
        "success_url": order.return_url,
        "cancel_url": order.return_url,
        "locale": order.language,
        "expires_at": int(order.expires.timestamp()),
    }


def session_status_of(session: "Session") -> SessionStatus:
    """How a session stands; its intent is the id of the money."""
    states = {
        ("open", "unpaid"): "open",
        ("complete", "unpaid"): "processing",
        ("complete", "paid"): "paid",
    }
    state = states.get((session.status or "", session.payment_status), "expired")
    intent = session.payment_intent
    return SessionStatus.model_validate(
        {
            "session": session.id,
            "state": state,
            "amount": cast(int, session.amount_total),
            "currency": session.currency,
            "charge": intent if isinstance(intent, str) or intent is None else intent.id,
        }
    )


def refund_status_of(refund: Json) -> RefundStatus:
    """How a refund stands."""
    return refund_status(
        refund["id"], refund["status"], refund["amount"], refund.get("failure_reason")
    )
