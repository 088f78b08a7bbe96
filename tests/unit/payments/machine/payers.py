"""What payers do: start tries, use cards, transfer, call off, dispute."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kit.core.ids import new_ulid
from local.doubles.bank.bank import Line
from payments.checkout import start as actions
from payments.checkout.close import close_attempt
from payments.checkout.start import StartPayment
from payments.domain.ledger import day_of
from tests.unit.payments.machine.base import PICK, PaymentsMachine, picked
from tests.unit.payments.world import ACCOUNT


class Payers(PaymentsMachine):
    """Whoever pays, whether asked to or not."""

    @rule(pick=PICK, method=st.sampled_from(["card", "card", "transfer"]))
    def start(self, pick: int, method: Any) -> None:
        self.attempt_ids.append(new_ulid(self.world.now))
        command = StartPayment(
            self.attempt_ids[-1], self._fee(pick), "http://localhost/cam-on", "vi", method
        )
        self._try(
            lambda: actions.start_payment(
                self.world.store, self.world.providers, command, self.world.now
            )
        )

    @rule(pick=PICK, method=st.sampled_from(["card", "transfer"]))
    def start_again(self, pick: int, method: Any) -> None:
        if again := picked(self.attempt_ids, pick):
            attempt = self.money_invariants.docs["ATTEMPT"].get(
                again, {"fee": self._fee(0), "method": method}
            )
            command = StartPayment(
                again, attempt["fee"], "http://localhost/cam-on", "vi", attempt["method"]
            )
            self._try(
                lambda: actions.start_payment(
                    self.world.store, self.world.providers, command, self.world.now
                )
            )

    @rule(pick=PICK)
    def call_off(self, pick: int) -> None:
        self._try(
            lambda: close_attempt(
                self.world.store, self.world.providers, self._payment(pick), self.world.now
            )
        )

    @rule(pick=PICK, how=st.sampled_from(["pay", "pay", "decline", "challenge", "pay_slowly"]))
    def use_a_card(self, pick: int, how: str) -> None:
        open_ = [
            s["id"] for s in self.world.stripe.account.sessions.values() if s["status"] == "open"
        ]
        self._try(
            lambda: getattr(self.world.stripe.account, how)(
                picked(open_, pick) or self._session(pick)
            )
        )

    @rule(how=st.sampled_from(["pay", "pay_slowly"]))
    def come_with_a_card(self, how: str) -> None:
        """Somebody opens a try and uses the card at once; nobody has told us of it yet."""
        due = [f["id"] for f in self.money_invariants.docs["FEE"].values() if f["state"] == "due"]
        if fee := picked(due, len(self.attempt_ids)):
            self.attempt_ids.append(new_ulid(self.world.now))
            command = StartPayment(
                self.attempt_ids[-1], fee, "http://localhost/cam-on", "vi", "card"
            )
            self._try(
                lambda: actions.start_payment(
                    self.world.store, self.world.providers, command, self.world.now
                )
            )
            self._try(lambda: getattr(self.world.stripe.account, how)(self._session(-1)))

    @rule(pick=PICK, ok=st.booleans())
    def answer_the_bank(self, pick: int, *, ok: bool) -> None:
        self._try(lambda: self.world.stripe.account.authenticate(self._session(pick), ok=ok))

    @rule(pick=PICK, good=st.booleans())
    def end_a_slow_payment(self, pick: int, *, good: bool) -> None:
        self._try(lambda: self.world.stripe.account.slow_outcome(self._session(pick), good=good))

    @rule(
        pick=PICK,
        more=st.sampled_from([0, 0, 0, -1, -50_000, -600_000, 1, 25_000]),
        cut=st.sampled_from([0, 0, 0, 5]),
        number=st.none() | PICK,
        hours=st.sampled_from([0, 0, 1, 30]),
    )
    def transfer(self, pick: int, more: int, cut: int, number: int | None, hours: int) -> None:
        """A transfer; the bank may give it an older line's number, and tell of it hours later."""
        transfers = [p for p in self.money_invariants.docs["ATTEMPT"].values() if p["reference"]]
        if paid := picked(transfers, pick):
            text = f"CT {paid['reference'][cut:]} NGUYEN THI AN"
            self._try(lambda: self.world.bank.receive(ACCOUNT.account, paid["amount"] + more, text))
            self._reprint(number, timedelta(hours=hours))

    def _reprint(self, number: int | None, ago: timedelta) -> None:
        """No bank gives one number to two lines of one day that are equal in all else."""
        lines = self.world.bank.lines
        if not lines or not self.world.lines or self.world.lines[-1] is not lines[-1]:
            return
        line = replace(lines[-1], booked_at=lines[-1].booked_at - ago)
        earlier = picked(lines[:-1], number) if number is not None else None
        if earlier and not any(_is_equal(each, line, earlier.id) for each in lines[:-1]):
            line = replace(line, id=earlier.id)
        lines[-1] = self.world.lines[-1] = line

    @rule(pick=PICK)
    def dispute(self, pick: int) -> None:
        intent = picked(list(self.world.stripe.account.intents), pick) or "none"
        self._try(lambda: self.world.stripe.account.dispute(intent))


def _is_equal(line: Line, other: Line, id: str) -> bool:
    """Whether a line of this number has the day, direction, amount and text of another."""
    return (line.id, day_of(line.booked_at), line.direction, line.amount, line.text) == (
        id,
        day_of(other.booked_at),
        other.direction,
        other.amount,
        other.text,
    )
