"""What officials do with fees and refunds: cash, waivers, refunds with four eyes, transfers by
hand."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kit.core.ids import new_ulid
from payments.backoffice import cash as desk
from payments.backoffice.waive_or_void import VoidFee, WaiveFee, waive_or_void
from payments.refunds.approve import ApproveRefund, RefuseRefund, approve_refund, refuse_refund
from payments.refunds.request import RequestRefund, request_refund
from tests.unit.payments.machine.base import PICK, PaymentsMachine, picked
from tests.unit.payments.world import ACCOUNT

WHO = st.sampled_from(["an", "binh", "chi"])


class Officials(PaymentsMachine):
    """Cashiers and accountants, three of them."""

    @rule(pick=PICK, repeat=st.booleans())
    def take_cash(self, pick: int, *, repeat: bool) -> None:
        taken = self._payment(pick) if repeat else new_ulid(self.world.now)
        cash = desk.TakeCash(taken, self._fee(pick), "cashier")
        if (
            repeat
            and self.money_invariants.docs["ATTEMPT"].get(taken, {"method": "cash"})["method"]
            != "cash"
        ):
            return
        self._try(
            lambda: desk.take_cash(self.world.store, self.world.providers, cash, self.world.now)
        )

    @rule(pick=PICK, kind=st.sampled_from([None, None, None, None, WaiveFee, VoidFee]))
    def end_a_fee(self, pick: int, kind: Any) -> None:
        if kind:
            self._try(
                lambda: waive_or_void(
                    self.world.store,
                    self.world.providers,
                    kind(new_ulid(self.world.now), self._fee(pick), "nhầm", "accountant"),
                    self.world.now,
                )
            )

    @rule(pick=PICK, parts=st.sampled_from([0, 1, 1, 2, 3]), who=WHO, cased=st.booleans())
    def ask_for_a_refund(self, pick: int, parts: int, who: str, *, cased: bool) -> None:
        """A part of what there is, or (no parts) more than there is."""
        payment = self._payment(pick)
        book, cases = (
            self.world.store.book(payment),
            list(self.money_invariants.docs["DISCREPANCY"]),
        )
        seen = book.refundable("overpayments") + book.refundable("fees")
        most = (
            max(book.refundable("overpayments"), book.refundable("fees")) // parts
            if parts
            else seen + 1
        )
        case = picked(cases, pick) if cased else None
        command = RequestRefund(new_ulid(self.world.now), payment, most, "nhầm", who, seen, case)
        if most:
            self._try(
                lambda: request_refund(
                    self.world.store, self.world.providers, command, self.world.now
                )
            )

    @rule(pick=PICK, who=WHO)
    def approve(self, pick: int, who: str) -> None:
        self._try(
            lambda: approve_refund(
                self.world.store, ApproveRefund(self._refund(pick), who), self.world.now
            )
        )

    @rule(pick=PICK, who=WHO)
    def refuse(self, pick: int, who: str) -> None:
        self._try(
            lambda: refuse_refund(
                self.world.store, RefuseRefund(self._refund(pick), who, "không"), self.world.now
            )
        )

    @rule(pick=PICK, less=st.sampled_from([0, 0, 0, 1]))
    def send_by_hand(self, pick: int, less: int) -> None:
        agreed = [
            r
            for r in self.money_invariants.docs["REFUND"].values()
            if r["manual"] and r["state"] == "open"
        ]
        if refund := picked(agreed, pick):
            text = f"HOAN {refund['reference']}"
            self._try(
                lambda: self.world.bank.outgoing(ACCOUNT.account, refund["amount"] - less, text)
            )
