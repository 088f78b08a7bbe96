"""The account behind the double: its sessions, intents and events, and what a payer does on the payment page."""

from collections.abc import Callable
from typing import Final

from local.stripe_double import objects
from local.stripe_double.objects import Asked, Json
from local.stripe_double.parameters import SESSION, Refused, invalid, number, require_known

LEAST: Final = 13_000
"""đồng, at about 26,000 a dollar. Stripe: "The minimum amount is $0.50 US or equivalent" (OpenAPI, amount)"""
MOST: Final = 99_999_999
"""Stripe: "The amount value supports up to eight digits (e.g., a value of 99999999 …)." (OpenAPI, amount)"""
SHORTEST, LONGEST = 30 * 60, 24 * 60 * 60
"""Stripe: "It can be anywhere from 30 minutes to 24 hours after Checkout Session creation." (OpenAPI, expires_at)"""
DECLINED: Final = {
    "type": "card_error",
    "code": "card_declined",
    "decline_code": "generic_decline",
    "doc_url": "https://docs.stripe.com/error-codes#card-declined",
    "message": "Your card was declined.",
}


class Account:
    """State in memory. `now` gives seconds since the epoch; `tell` gets each event once, to be sent to the endpoint."""

    def __init__(self, base: str, now: Callable[[], int], tell: Callable[[Json], None]) -> None:
        self.base = base
        self._now = now
        self._tell = tell
        self.sessions: dict[str, Json] = {}
        self.intents: dict[str, Json] = {}
        self.events: dict[str, Json] = {}
        self._asked: dict[str, Asked] = {}

    def create_session(self, params: Json) -> Json:
        """Open a session; raises Refused."""
        require_known(params, SESSION)
        asked, now = _asked(params), self._now()
        expires_at = number(params.get("expires_at", str(now + LONGEST)), "expires_at")
        if not now + SHORTEST - 5 <= expires_at <= now + LONGEST:
            raise invalid("expires_at must be between 30 minutes and 24 hours from now.", "expires_at")
        session = objects.checkout_session(asked, self.base, now, expires_at)
        self.sessions[session["id"]] = session
        self._asked[session["id"]] = asked
        return session

    def session(self, id: str) -> Json:
        """A session as it is now; raises Refused (404)."""
        if id not in self.sessions:
            raise missing("checkout.session", id)
        self._run_out(self.sessions[id])
        return self.sessions[id]

    def expire_session(self, id: str) -> Json:
        """Stripe: "A Checkout Session can be expired when it is in one of these statuses: `open`" (OpenAPI)"""
        session = self.session(id)
        if session["status"] != "open":
            raise invalid("Only Checkout Sessions with a status in [open] can be expired.")
        self._expire(session)
        return session

    def pay(self, id: str, *, email: str = "payer@example.com") -> Json:
        """The payer pays and the card is good; raises Refused where the session is no longer open."""
        session = self._open(id)
        intent = self._intent(session)
        intent |= {"status": "succeeded", "amount_received": intent["amount"], "last_payment_error": None}
        self._complete(session, "paid", email)
        self._say("payment_intent.succeeded", intent)
        self._say("checkout.session.completed", session)
        return session

    def decline(self, id: str) -> Json:
        """The card is declined and the session stays open; raises Refused where it is not.

        Stripe: "If payment fails, the PaymentIntent transitions to the requires_payment_method status" (OpenAPI)
        """
        session = self._open(id)
        intent = self._intent(session)
        intent |= {"status": "requires_payment_method", "last_payment_error": dict(DECLINED)}
        self._say("payment_intent.payment_failed", intent)
        return session

    def pay_slowly(self, id: str) -> Json:
        """A delayed method: "checkout.session.completed … payment_status unpaid" (checkout/fulfillment)."""
        session = self._open(id)
        self._intent(session)["status"] = "processing"
        self._complete(session, "unpaid", "payer@example.com")
        self._say("checkout.session.completed", session)
        return session

    def slow_outcome(self, id: str, *, good: bool) -> Json:
        """Stripe: "async_payment_succeeded … async_payment_failed" follow a delayed method (checkout/fulfillment)."""
        session = self.session(id)
        intent = self.intents[session["payment_intent"]]
        if good:
            intent |= {"status": "succeeded", "amount_received": intent["amount"]}
            session["payment_status"] = "paid"
        else:
            intent["status"] = "requires_payment_method"
        self._say(f"checkout.session.async_payment_{'succeeded' if good else 'failed'}", session)
        return session

    def run_out(self) -> None:
        """Expire every session whose time is over."""
        for session in list(self.sessions.values()):
            self._run_out(session)

    def _open(self, id: str) -> Json:
        session = self.session(id)
        if session["status"] != "open":
            raise invalid("This Checkout Session is no longer open.")
        return session

    def _intent(self, session: Json) -> Json:
        if session["payment_intent"] is None:
            intent = objects.payment_intent(self._asked[session["id"]], self._now())
            self.intents[intent["id"]] = intent
            session["payment_intent"] = intent["id"]
        return self.intents[session["payment_intent"]]

    def _complete(self, session: Json, payment_status: str, email: str) -> None:
        """Stripe: "This value [url] is only present when the session is active." (OpenAPI)"""
        details = dict.fromkeys(("address", "business_name", "individual_name", "name", "phone"))
        session |= {"status": "complete", "payment_status": payment_status, "url": None}
        session["customer_details"] = details | {"email": email, "tax_exempt": "none", "tax_ids": []}

    def _run_out(self, session: Json) -> None:
        """Stripe: "The timestamp at which the Checkout Session will expire." (OpenAPI, expires_at)"""
        if session["status"] == "open" and session["expires_at"] <= self._now():
            self._expire(session)

    def _expire(self, session: Json) -> None:
        """Stripe: "checkout.session.expired: Occurs when a Checkout Session is expired." (api/events/types)"""
        session |= {"status": "expired", "url": None}
        self._say("checkout.session.expired", session)

    def _say(self, kind: str, about: Json) -> None:
        said = objects.event(kind, about, self._now())
        self.events[said["id"]] = said
        self._tell(said)


def missing(kind: str, id: str) -> Refused:
    """Stripe: "resource_missing: The ID provided is not valid." (error-codes); 404 (api/errors)"""
    body = objects.error("invalid_request_error", f"No such {kind}: '{id}'", "resource_missing", "id")
    return Refused(404, body)


def _asked(params: Json) -> Asked:
    if params.get("mode") != "payment":
        raise invalid("The double only knows mode payment.", "mode")
    if "success_url" not in params:
        raise invalid("You must provide success_url.", "success_url", "parameter_missing")
    lines = list(params.get("line_items", {}).values())
    if not lines:
        raise invalid("line_items is required in payment mode.", "line_items", "parameter_missing")
    currencies = {line.get("price_data", {}).get("currency") for line in lines}
    if currencies != {"vnd"}:
        raise invalid("The double only knows vnd.", "line_items")
    total = sum(
        number(line["price_data"].get("unit_amount"), "unit_amount") * number(line.get("quantity"), "quantity")
        for line in lines
    )
    # Stripe: "amount_too_small: The specified amount is less than the minimum amount allowed." (error-codes)
    if total < LEAST:
        raise invalid(
            "The Checkout Session's total amount must convert to at least 50 cents.", None, "amount_too_small"
        )
    if (
        total > MOST
    ):  # "amount_too_large: The specified amount is greater than the maximum amount allowed." (error-codes)
        raise invalid("Amount must be no more than 99,999,999.", None, "amount_too_large")
    return Asked(params, total, "vnd")
