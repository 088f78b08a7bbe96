"""The money of the double's account: charges, refunds, disputes, and what each does to the
balance."""

from collections import defaultdict
from collections.abc import Callable
from typing import Final

from local.doubles.stripe import money
from local.doubles.stripe.book import Book
from local.doubles.stripe.objects import Json
from local.doubles.stripe.parameters import REFUND, invalid, number, refuse_unknown

DISPUTE_FEE: Final = 1_500
"""Cents, and not given back to who wins. Stripe takes a fee for a dispute (stripe.com/pricing);
how much is ours."""


class Funds:
    """Books of what happened to money. `publish` takes each event; `hold` lets new refunds wait as
    pending."""

    def __init__(self, now: Callable[[], int], publish: Callable[[str, Json], None]) -> None:
        self._now = now
        self._publish = publish
        self.hold = False
        self.charges, self.refunds, self.disputes, self.entries = Book(), Book(), Book(), Book()
        self.refunds_of: defaultdict[str, Book] = defaultdict(Book)

    def charge(self, intent: Json, status: str, failure: Json | None = None) -> Json:
        """Stripe: "latest_charge: ID of the latest Charge object created by this PaymentIntent"
        (OpenAPI)."""
        charge = self.charges.add(money.charge(intent, self._now(), status, failure))
        intent["latest_charge"] = charge["id"]
        if status == "succeeded":
            self._collected(charge)
        return charge

    def end_charge(self, charge: Json, *, good: bool) -> None:
        """Stripe: "The status of the payment is either succeeded, pending, or failed." (OpenAPI,
        charge)"""
        charge["status"] = "succeeded" if good else "failed"
        if good:
            charge |= {"paid": True, "captured": True, "amount_captured": charge["amount"]}
            self._collected(charge)

    def create_refund(self, params: Json, intents: Book) -> Json:
        """Stripe: "This method will return an error when called on an already-refunded charge, or
        when trying to refund more money than is left on a charge." (OpenAPI, POST /v1/refunds);
        raises Refused.
        """
        refuse_unknown(params, REFUND)
        charge = self._to_refund(params.get("payment_intent", ""), intents)
        left = charge["amount"] - charge["amount_refunded"]
        if left == 0:
            raise invalid(
                f"Charge {charge['id']} has already been refunded.", None, "charge_already_refunded"
            )
        amount = number(params.get("amount", str(left)), "amount")
        if not 1 <= amount <= left:
            raise invalid(
                f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
                "amount",
            )
        refund = self.refunds.add(
            money.refund(charge, amount, params.get("metadata", {}), self._now())
        )
        self.refunds_of[charge["payment_intent"]].add(refund)
        self._refunded(charge, amount)
        # "Possible values are: processing, insufficient_funds, or charge_pending" (pending_reason)
        if self.hold:
            refund["pending_reason"] = "insufficient_funds"
        else:
            self._sent(refund)
        self._publish("charge.refunded", charge)
        self._publish("refund.created", refund)
        return refund

    def settle_refund(self, id: str) -> Json:
        """A pending refund succeeds: "refund.updated: Occurs when a refund is updated."
        (api/events/types)"""
        refund = self.refunds.existing("refund", id)
        if refund["status"] != "pending":
            raise invalid("This refund is not pending.")
        refund.pop("pending_reason", None)
        self._sent(refund)
        self._publish("refund.updated", refund)
        return refund

    def fail_refund(self, id: str, reason: str = "lost_or_stolen_card") -> Json:
        """Stripe: "After the refund fails, this balance transaction describes the adjustment made
        on your account balance that reverses the initial balance transaction." (OpenAPI,
        failure_balance_transaction)

        A refund may fail after it succeeded: "refund.failed: Occurs when a refund has failed."
        (api/events/types)
        """
        refund = self.refunds.existing("refund", id)
        if refund["status"] not in ("pending", "succeeded"):
            raise invalid("This refund has ended.")
        if refund["balance_transaction"]:
            entry = self._book("refund_failure", "refund_failure", refund, refund["amount"])
            refund["failure_balance_transaction"] = entry["id"]
        refund.pop("pending_reason", None)
        refund |= {"status": "failed", "failure_reason": reason}
        self._refunded(self.charges[refund["charge"]], -refund["amount"])
        self._publish("refund.updated", refund)
        self._publish("refund.failed", refund)
        return refund

    def dispute(self, intent: Json, *, inquiry: bool) -> Json:
        """Stripe: "charge.dispute.created: Occurs whenever a customer disputes a charge with their
        bank." "charge.dispute.funds_withdrawn: Occurs when funds are removed from your account due
        to a dispute."

        An inquiry has none of its "zero, one, or two balance transactions" (OpenAPI,
        balance_transactions).
        """
        charge = self.charges.existing("charge", intent["latest_charge"] or "")
        left = charge["amount"] - charge["amount_refunded"]
        if charge["status"] != "succeeded" or charge["disputed"] or not left:
            raise invalid("There is nothing to dispute.")
        charge["disputed"] = True
        terms = {
            "status": "warning_needs_response" if inquiry else "needs_response",
            "is_charge_refundable": inquiry,
        }
        dispute = self.disputes.add(money.dispute(charge, left, self._now()) | terms)
        self._publish("charge.dispute.created", dispute)
        if inquiry:
            return dispute
        entry = self._book("adjustment", "dispute", dispute, -left, DISPUTE_FEE)
        dispute["balance_transactions"] = [entry]
        self._publish("charge.dispute.funds_withdrawn", dispute)
        return dispute

    def close_dispute(self, id: str, *, won: bool) -> Json:
        """Stripe: "charge.dispute.closed: Occurs when a dispute is closed and the dispute status
        changes to lost, warning_closed, or won." "funds_reinstated: Occurs when funds are
        reinstated to your account after a dispute is closed." (api/events/types)
        """
        dispute = self.disputes.existing("dispute", id)
        ends = {
            "needs_response": "won" if won else "lost",
            "warning_needs_response": "warning_closed",
        }
        if dispute["status"] not in ends:
            raise invalid("This dispute is closed.")
        dispute["status"] = ends[dispute["status"]]
        self._publish("charge.dispute.closed", dispute)
        if dispute["status"] == "won":
            entry = self._book("adjustment", "dispute_reversal", dispute, dispute["amount"])
            dispute["balance_transactions"] = [*dispute["balance_transactions"], entry]
            self._publish("charge.dispute.funds_reinstated", dispute)
        return dispute

    def source(self, entry: Json) -> Json:
        """The object that an entry of the balance is about."""
        books, wanted = (self.charges, self.refunds, self.disputes), entry["source"]
        return next(book[wanted] for book in books if wanted in book)

    def _to_refund(self, intent: str, intents: Book) -> Json:
        charge = self.charges.get(intents.existing("payment_intent", intent)["latest_charge"] or "")
        if charge is None or charge["status"] != "succeeded":
            raise invalid(
                "This PaymentIntent does not have a successful charge to refund.", "payment_intent"
            )
        # Stripe: "The charge you're attempting to refund has been charged back." (error-codes)
        if charge["disputed"] and not self._refundable(charge):
            raise invalid(f"Charge {charge['id']} has been charged back.", None, "charge_disputed")
        return charge

    def _refundable(self, disputed: Json) -> bool:
        """Stripe: "If true, it's still possible to refund the disputed payment." (OpenAPI,
        is_charge_refundable)"""
        return all(
            d["is_charge_refundable"]
            for d in self.disputes.values()
            if d["charge"] == disputed["id"]
        )

    def _refunded(self, charge: Json, amount: int) -> None:
        """Stripe: "refunded: Whether the charge has been fully refunded." (OpenAPI, charge)"""
        charge["amount_refunded"] += amount
        charge["refunded"] = charge["amount_refunded"] == charge["amount"]

    def _sent(self, refund: Json) -> None:
        entry = self._book("refund", "refund", refund, -refund["amount"])
        refund |= {"status": "succeeded", "balance_transaction": entry["id"]}

    def _collected(self, charge: Json) -> None:
        fee = round(charge["amount"] * 100 / money.PER_DOLLAR * 0.029) + 30
        charge["balance_transaction"] = self._book(
            "charge", "charge", charge, charge["amount"], fee
        )["id"]

    def _book(self, kind: str, category: str, source: Json, dong: int, fee: int = 0) -> Json:
        entry = money.balance_transaction(kind, category, source, dong, self._now())
        return self.entries.add(money.with_fee(entry, fee, "Stripe fee") if fee else entry)
