"""Card payments by Stripe Checkout: the only module that imports stripe.

Every request carries our own Idempotency-Key and our payment id (metadata and client_reference_id). No payment method
types are named: Stripe offers what the account has. đồng is a zero-decimal currency, so amounts go as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, TypeVar, cast

import stripe

from payments.gateway.port import Opened, Order, ProviderRefused, ProviderUnavailable, Seen
from payments.gateway.stripe_pool import Pool
from payments.gateway.stripe_version import STRIPE_VERSION

if TYPE_CHECKING:
    from stripe.checkout import Session
    from stripe.params.checkout import SessionCreateParams

R = TypeVar("R")
CONNECT_SECONDS, READ_SECONDS = 2.0, 6.0
LONGEST_NAME: Final = 250
FINAL_ERRORS: Final = (stripe.InvalidRequestError, stripe.IdempotencyError)
"""Stripe read the request and will not do it, however often it is repeated (a wrong key, in contrast, gets mended)."""


@dataclass(frozen=True)
class StripeCheckout:
    """Opens, closes and looks up Checkout Sessions with one client."""

    client: stripe.StripeClient

    def start(self, order: Order, key: str) -> Opened:
        """Open a session, or get the same one again for the same `key`.

        Raises ProviderUnavailable (it may exist) and ProviderRefused (it does not).
        """
        session = _asked(
            lambda: self.client.v1.checkout.sessions.create(params=_params(order), options={"idempotency_key": key})
        )
        return Opened(session=session.id, url=session.url)

    def close(self, session: str, key: str) -> Seen:
        """Expire a session so that nobody can pay it any more, and say how it stands now.

        Only an open session can be expired: one that was completed first is answered as it is.
        Raises ProviderUnavailable, ProviderRefused.
        """
        try:
            return _seen(
                _asked(lambda: self.client.v1.checkout.sessions.expire(session, options={"idempotency_key": key}))
            )
        except ProviderRefused:
            return self.query(session)

    def query(self, session: str) -> Seen:
        """How a session stands; raises ProviderUnavailable, ProviderRefused."""
        return _seen(_asked(lambda: self.client.v1.checkout.sessions.retrieve(session)))


@cache
def stripe_checkout(api_key: str, base: str) -> StripeCheckout:
    """The gateway of an account; an empty `base` is Stripe itself."""
    return StripeCheckout(new_client(api_key, base, Pool(CONNECT_SECONDS, READ_SECONDS)))


def new_client(api_key: str, base: str, http_client: stripe.HTTPClient) -> stripe.StripeClient:
    """A client of the pinned version; the SDK's own retry is safe, because the key is ours."""
    return stripe.StripeClient(
        api_key,
        stripe_version=STRIPE_VERSION,
        base_addresses={"api": base} if base else None,
        http_client=http_client,
        max_network_retries=1,
    )


def _params(order: Order) -> "SessionCreateParams":
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


def _asked(request: Callable[[], R]) -> R:
    try:
        return request()
    except FINAL_ERRORS as refused:
        raise ProviderRefused(refused.code or type(refused).__name__) from refused
    except stripe.StripeError as error:
        raise ProviderUnavailable(error.code or type(error).__name__) from error


def _seen(session: "Session") -> Seen:
    states = {("open", "unpaid"): "open", ("complete", "unpaid"): "processing", ("complete", "paid"): "paid"}
    state = states.get((session.status or "", session.payment_status), "expired")
    return Seen.model_validate(
        {
            "session": session.id,
            "state": state,
            "amount": cast(int, session.amount_total),
            "currency": session.currency,
        }
    )
