"""What Stripe is asked in our terms and answers in its own: parameters out, sessions, refunds and errors in."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

import stripe

from payments.providers.port import (
    Order,
    PaymentProviderRefused,
    PaymentProviderUnavailable,
    RefundStatus,
    SessionStatus,
)

if TYPE_CHECKING:
    from stripe import ListObject
    from stripe.checkout import Session
    from stripe.params.checkout import SessionCreateParams

R = TypeVar("R")
Json = dict[str, Any]
LONGEST_NAME: Final = 250
REFUSALS: Final = (stripe.InvalidRequestError, stripe.IdempotencyError, stripe.CardError)
"""Stripe read the request and will not do it, however often it is repeated (a wrong key, in contrast, gets mended)."""
GIVEN_UP: Final = ("requires_payment_method", "canceled")
"""PaymentIntent.status of a complete session whose delayed payment failed: nobody can pay it any more."""
REFUND_STATES: Final = {"succeeded": "succeeded", "failed": "failed", "canceled": "failed"}
"""Refund.status -> ours; `pending` and `requires_action` are open."""


def asked(request: Callable[[], R], *, unsure: tuple[type[stripe.StripeError], ...] = ()) -> R:
    """The answer; raises PaymentProviderUnavailable (it may be done, as after the errors `unsure`), PaymentProviderRefused."""
    try:
        return request()
    except stripe.StripeError as error:
        said = error.code or type(error).__name__
        if isinstance(error, REFUSALS) and not isinstance(error, unsure):
            raise PaymentProviderRefused(said) from error
        raise PaymentProviderUnavailable(said) from error


def every(listing: Callable[[], "ListObject[Any]"]) -> list[Json]:
    """All pages of a list as Stripe's JSON, oldest first; raises PaymentProviderUnavailable, PaymentProviderRefused."""
    newest: list[Json] = asked(lambda: [as_json(each) for each in listing().auto_paging_iter()])
    return newest[::-1]


def as_json(answered: stripe.StripeObject) -> Json:
    """An answer as Stripe's JSON."""
    found: Json = answered.to_dict()
    return found


def params_of(order: Order) -> "SessionCreateParams":
    """The request for a session: equal to the letter for an equal order."""
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


def seen_of(session: "Session") -> SessionStatus:
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


def refunded_of(made: Json) -> RefundStatus:
    """How a refund stands."""
    state = REFUND_STATES.get(made["status"] or "", "open")
    error = (made.get("failure_reason") or made["status"]) if state == "failed" else None
    return RefundStatus.model_validate(
        {"id": made["id"], "state": state, "amount": made["amount"], "error": error}
    )
