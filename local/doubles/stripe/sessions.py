"""Checkout Sessions: opened, completed, and expired by hand or by the clock."""

import heapq
from collections.abc import Callable
from typing import Final

from local.doubles.stripe import objects
from local.doubles.stripe.book import Book
from local.doubles.stripe.objects import Json, SessionRequest
from local.doubles.stripe.parameters import invalid, number
from local.doubles.stripe.session_params import session_request

SHORTEST, LONGEST = 30 * 60, 24 * 60 * 60
"""Stripe: "It can be anywhere from 30 minutes to 24 hours after Checkout Session creation."
(OpenAPI, expires_at)"""
NO_DETAILS: Final = dict.fromkeys(("address", "business_name", "individual_name", "name", "phone"))


class Sessions(Book):
    """The sessions of an account; `publish` takes each event about one."""

    def __init__(self, now: Callable[[], int], publish: Callable[[str, Json], None]) -> None:
        super().__init__()
        self._now = now
        self._publish = publish
        self._requests: dict[str, SessionRequest] = {}
        self._ends: list[tuple[int, str]] = []

    def open(self, params: Json, base: str) -> Json:
        """A new session, with its page under `base`; raises Refused."""
        request, now = session_request(params), self._now()
        expires_at = number(params.get("expires_at", str(now + LONGEST)), "expires_at")
        if not now + SHORTEST - 5 <= expires_at <= now + LONGEST:
            raise invalid(
                "expires_at must be between 30 minutes and 24 hours from now.", "expires_at"
            )
        session = self.add(objects.checkout_session(request, base, now, expires_at))
        self._requests[session["id"]] = request
        heapq.heappush(self._ends, (expires_at, session["id"]))
        return session

    def current(self, id: str) -> Json:
        """A session as it is now; raises Refused (404)."""
        session = self.existing("checkout.session", id)
        self._run_out(session)
        return session

    def payable(self, id: str) -> Json:
        """A session that is open; raises Refused for another."""
        session = self.current(id)
        if session["status"] != "open":
            raise invalid("This Checkout Session is no longer open.")
        return session

    def request_of(self, session: Json) -> SessionRequest:
        """What a session was opened with."""
        return self._requests[session["id"]]

    def complete(self, session: Json, payment_status: str, email: str) -> None:
        """Stripe: "This value [url] is only present when the session is active." (OpenAPI)"""
        session |= {"status": "complete", "payment_status": payment_status, "url": None}
        session["customer_details"] = NO_DETAILS | {
            "email": email,
            "tax_exempt": "none",
            "tax_ids": [],
        }

    def expire(self, id: str) -> Json:
        """Stripe: "A Checkout Session can be expired when it is in one of these statuses:
        `open`" (OpenAPI)"""
        session = self.current(id)
        if session["status"] != "open":
            raise invalid("Only Checkout Sessions with a status in [open] can be expired.")
        self._expire(session)
        return session

    def run_out(self) -> None:
        """Expire every session whose time is over."""
        while self._ends and self._ends[0][0] <= self._now():
            self._run_out(self[heapq.heappop(self._ends)[1]])

    def _run_out(self, session: Json) -> None:
        """Stripe: "The timestamp at which the Checkout Session will expire." (OpenAPI,
        expires_at)"""
        if session["status"] == "open" and session["expires_at"] <= self._now():
            self._expire(session)

    def _expire(self, session: Json) -> None:
        """Stripe: "checkout.session.expired: Occurs when a Checkout Session is expired."
        (api/events/types)"""
        session |= {"status": "expired", "url": None}
        self._publish("checkout.session.expired", session)
