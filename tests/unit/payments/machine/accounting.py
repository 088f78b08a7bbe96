"""What accountants do with cases and days: allocate, match, explain, sign, take in statements,
compare, close."""

from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import rule

from kit.core.ids import new_ulid
from payments.backoffice import allocate_money, resolve_discrepancy
from payments.backoffice.allocate_money import AllocateMoney
from payments.backoffice.resolve_discrepancy import (
    MatchOutgoing,
    ResolveDiscrepancy,
)
from payments.domain.accounting_day import totals_of
from payments.domain.ledger import day_of
from payments.reconciliation.close_day import CloseDay, close_day
from payments.reconciliation.import_statement import ImportStatement, import_statement
from payments.reconciliation.run import reconcile_due
from tests.unit.payments.machine.base import PICK, PaymentsMachine, picked
from tests.unit.payments.world import ACCOUNT, MINUTE

DAY: Final = MINUTE * 60 * 24
UNMATCHED: Final = ("unmatched_transfer", "underpaid", "number_reused")


class Books(PaymentsMachine):
    """The province's accountant and the reconciler."""

    def _discrepancy(self, pick: int, *kinds: str) -> str:
        """The id of a discrepancy of these kinds, if there is one."""
        discrepancies = [
            c["id"]
            for c in self.money_invariants.docs["DISCREPANCY"].values()
            if not kinds or c["kind"] in kinds
        ]
        return picked(discrepancies, pick) or "dispute.none"

    def _resolution(self, pick: int) -> ResolveDiscrepancy:
        return ResolveDiscrepancy(self._discrepancy(pick), "accountant", "đã xem")

    @rule(pick=PICK, fee=PICK, other=st.none() | PICK)
    def allocate(self, pick: int, fee: int, other: int | None = None) -> None:
        """Of one transfer, or of two together."""
        discrepancy, payment = self._discrepancy(pick, *UNMATCHED), new_ulid(self.world.now)
        together = () if other is None else (self._discrepancy(other, *UNMATCHED),)
        command = AllocateMoney(
            discrepancy, "accountant", "đã xem", self._fee(fee), payment, together
        )
        self._try(
            lambda: allocate_money.allocate(
                self.world.store, self.world.providers, command, self.world.now
            )
        )

    @rule(pick=PICK)
    def send_what_nobody_knows(self, pick: int) -> None:
        """An official sends unmatched money back by hand, and says later which it was."""
        waiting = [
            c
            for c in self.money_invariants.docs["DISCREPANCY"].values()
            if c["kind"] in UNMATCHED and c["state"] != "resolved"
        ]
        if case := picked(waiting, pick):
            self._try(lambda: self.world.bank.outgoing(ACCOUNT.account, case["amount"], "tra lai"))

    @rule(pick=PICK, other=PICK)
    def match(self, pick: int, other: int) -> None:
        incoming = self._discrepancy(pick, *UNMATCHED)
        outgoing = self._discrepancy(other, "unmatched_outgoing")
        command = MatchOutgoing(incoming, "accountant", "đã xem", outgoing)
        self._try(lambda: resolve_discrepancy.match(self.world.store, command, self.world.now))

    @rule(pick=PICK)
    def explain(self, pick: int) -> None:
        self._try(
            lambda: resolve_discrepancy.explain(
                self.world.store, self._resolution(pick), self.world.now
            )
        )

    @rule(pick=PICK)
    def sign(self, pick: int) -> None:
        self._try(
            lambda: resolve_discrepancy.sign(
                self.world.store, self._resolution(pick), self.world.now
            )
        )

    @rule(days=st.sampled_from([None, 0, 1, 2]))
    def import_a_statement(self, days: int | None) -> None:
        """Of all days, or of one not long ago."""
        day = None if days is None else day_of(self.world.now - DAY * days)
        self._try(lambda: self._import(self.world.bank.statement(day)))

    def _import(self, statement: str) -> None:
        command = ImportStatement(statement.encode(), ACCOUNT, "accountant")
        import_statement(self.world.store, command, self.world.now)

    @rule()
    def compare(self) -> None:
        self._try(lambda: reconcile_due(self.world.store, self.world.providers, self.world.now))

    @rule(days=st.sampled_from([0, 1, 1, 2, 3, 9]))
    def close_a_day(self, days: int) -> None:
        self._try(lambda: self._closed(days))

    def _closed(self, days: int) -> None:
        day, store = day_of(self.world.now - DAY * days), self.world.store
        seen = totals_of(store.entries_on(day)).accounts
        close_day(store, CloseDay(day, seen, "accountant"), self.world.now)
