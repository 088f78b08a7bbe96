"""The account behind the double: its sessions, intents and events, and what a payer does on the
payment page."""

from collections.abc import Callable
from threading import RLock

from local.doubles.stripe import objects
from local.doubles.stripe.alone import one_at_a_time
from local.doubles.stripe.book import Book
from local.doubles.stripe.funds import Funds
from local.doubles.stripe.money import DECLINED, NOT_AUTHENTICATED
from local.doubles.stripe.objects import Json
from local.doubles.stripe.parameters import invalid
from local.doubles.stripe.sessions import Sessions


@one_at_a_time
class Account:
    """State in memory; threads wait for each other.

    `now` gives seconds since the epoch; `notify` gets each event once, to be sent to the endpoint.
    """

    def __init__(self, base: str, now: Callable[[], int], notify: Callable[[Json], None]) -> None:
        self.base = base
        self.lock = RLock()
        self._now = now
        self._notify = notify
        self.sessions, self.funds = Sessions(now, self._publish), Funds(now, self._publish)
        self.intents, self.events = Book(), Book()

    def create_session(self, params: Json) -> Json:
        """Open a session; raises Refused."""
        return self.sessions.open(params, self.base)

    def session(self, id: str) -> Json:
        """A session as it is now; raises Refused (404)."""
        return self.sessions.current(id)

    def expire_session(self, id: str) -> Json:
        """End a session that is open; raises Refused for another."""
        return self.sessions.expire(id)

    def create_refund(self, params: Json) -> Json:
        """Send money of an intent back; raises Refused."""
        return self.funds.create_refund(params, self.intents)

    def pay(self, id: str, *, email: str = "payer@example.com") -> Json:
        """The payer pays and the card is good; raises Refused where the session is no longer
        open."""
        session = self.sessions.payable(id)
        intent = self._intent(session)
        self.funds.charge(intent, "succeeded")
        self._succeeded(intent)
        self.sessions.complete(session, "paid", email)
        self._publish("payment_intent.succeeded", intent)
        self._publish("checkout.session.completed", session)
        return session

    def decline(self, id: str) -> Json:
        """The card is declined and the session stays open; raises Refused where it is not.

        Stripe: "If payment fails, the PaymentIntent transitions to the requires_payment_method
        status" (OpenAPI)
        """
        session = self.sessions.payable(id)
        intent = self._intent(session)
        charge = self.funds.charge(intent, "failed", DECLINED)
        self._failed(intent, DECLINED | {"charge": charge["id"]})
        return session

    def challenge(self, id: str) -> Json:
        """The card's bank wants 3-D Secure: "If the payment requires additional actions, such as
        authenticating with 3D Secure, the PaymentIntent has a status of requires_action."
        (payments/paymentintents/lifecycle)
        """
        session = self.sessions.payable(id)
        intent = self._intent(session)
        url = {"url": session["url"], "return_url": session["success_url"]}
        intent |= {
            "status": "requires_action",
            "next_action": {"type": "redirect_to_url", "redirect_to_url": url},
        }
        self._publish("payment_intent.requires_action", intent)
        return session

    def authenticate(self, id: str, *, ok: bool) -> Json:
        """The payer answers the bank; where it fails, "Provide a new payment method to attempt to
        fulfill this PaymentIntent again." (error-codes). Raises Refused where nobody asked
        (`challenge` comes first).
        """
        session = self.sessions.payable(id)
        intent = self._intent(session)
        if intent["status"] != "requires_action":
            raise invalid("This PaymentIntent does not require authentication.")
        if ok:
            return self.pay(id)
        self._failed(intent, dict(NOT_AUTHENTICATED))
        return session

    def pay_slowly(self, id: str) -> Json:
        """A delayed method: "checkout.session.completed … payment_status unpaid"
        (checkout/fulfillment)."""
        session = self.sessions.payable(id)
        intent = self._intent(session)
        self.funds.charge(intent, "pending")
        intent |= {"status": "processing", "next_action": None}
        self.sessions.complete(session, "unpaid", "payer@example.com")
        self._publish("checkout.session.completed", session)
        return session

    def slow_outcome(self, id: str, *, good: bool) -> Json:
        """Stripe: "async_payment_succeeded … async_payment_failed" follow a delayed method
        (checkout/fulfillment)."""
        session = self.session(id)
        intent = self.intents.get(session["payment_intent"] or "", {})
        if intent.get("status") != "processing":
            raise invalid("This payment is not processing.")
        self.funds.end_charge(self.funds.charges[intent["latest_charge"]], good=good)
        if good:
            self._succeeded(intent)
            session["payment_status"] = "paid"
        else:
            intent["status"] = "requires_payment_method"
        self._publish(
            f"checkout.session.async_payment_{'succeeded' if good else 'failed'}", session
        )
        return session

    def fail_refund(self, id: str) -> Json:
        """A refund fails, even one that had succeeded; raises Refused."""
        return self.funds.fail_refund(id)

    def settle_refund(self, id: str) -> Json:
        """A pending refund succeeds (`funds.hold` makes them pending); raises Refused."""
        return self.funds.settle_refund(id)

    def dispute(self, intent: str, *, inquiry: bool = False) -> Json:
        """The payer disputes at the bank, which takes the money or only inquires; raises
        Refused."""
        return self.funds.dispute(self.intents.existing("payment_intent", intent), inquiry=inquiry)

    def close_dispute(self, id: str, *, won: bool) -> Json:
        """The bank decides (an inquiry is just closed); raises Refused."""
        return self.funds.close_dispute(id, won=won)

    def run_out(self) -> None:
        """Expire every session whose time is over."""
        self.sessions.run_out()

    def _intent(self, session: Json) -> Json:
        if session["payment_intent"] is None:
            request = self.sessions.request_of(session)
            intent = self.intents.add(objects.payment_intent(request, self._now()))
            session["payment_intent"] = intent["id"]
        return self.intents[session["payment_intent"]]

    def _succeeded(self, intent: Json) -> None:
        received = {
            "amount_received": intent["amount"],
            "last_payment_error": None,
            "next_action": None,
        }
        intent |= {"status": "succeeded", **received}

    def _failed(self, intent: Json, why: Json) -> None:
        intent |= {
            "status": "requires_payment_method",
            "last_payment_error": why,
            "next_action": None,
        }
        self._publish("payment_intent.payment_failed", intent)

    def _publish(self, kind: str, about: Json) -> None:
        self._notify(self.events.add(objects.event(kind, about, self._now())))
