"""The officials of the month: they take in statements, work cases by the rules, send money back
and close days."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from bench.month.settings import ACCOUNT
from bench.month.world import HOUR, World
from kit.core.errors import ServiceError
from kit.core.ids import new_ulid
from local.doubles.bank.bank import Bank
from payments.backoffice.allocate_money import AllocateMoney, allocate
from payments.backoffice.book_refund import book_refund
from payments.backoffice.money_owed import UNMATCHED
from payments.backoffice.resolve_discrepancy import (
    MatchOutgoing,
    ResolveDiscrepancy,
    explain,
    match,
    sign,
)
from payments.domain.discrepancy import Discrepancy
from payments.domain.ledger import day_of
from payments.domain.refund import Refund
from payments.reconciliation.close_day import CloseDay, close_day
from payments.reconciliation.import_statement import ImportStatement, import_statement
from payments.refunds.approve import ApproveRefund, approve_refund
from payments.refunds.request import RequestRefund, request_refund

CORRECTED_AFTER: Final = 2
"""Days until the bank corrects a statement."""
FIRST, SECOND, THIRD = "accountant-1", "accountant-2", "accountant-3"
SIGNED: Final = {
    "dispute": "evidence sent, the bank decides",
    "missing_there": "the bank was asked about the line",
    "amount_differs": "the bank was asked about the amount",
    "missing_here": "the provider was asked about the line",
    "unconfirmed": "the platform was asked for its list",
    "refund_failed": "the payer was asked for another account",
}
"""What can't be settled on the day: why the day is closed with it."""


@dataclass
class Officials:
    """They work in `world`, `named` are the cases with which a day stays open."""

    world: World
    named: dict[date, list[str]] = field(default_factory=dict)

    def take_statements(self) -> None:
        """Yesterday's statement, and once more the corrected one of three days ago."""
        today = day_of(self.world.now)
        self._take(today - timedelta(days=1), corrected=False)
        self._take(today - timedelta(days=1 + CORRECTED_AFTER), corrected=True)

    def work_cases(self) -> None:
        """Every open case once: money goes back, what came back goes again, and the rest is
        answered for."""
        for case in self.world.store.open_discrepancies_until(day_of(self.world.now)):
            if self.world.store.discrepancy(case.id).state == "open":
                self._work(case)
        for case in self.world.store.unresolved_discrepancies():
            if case.kind == "dispute" and self._lost(case):
                explain(self.world.store, ResolveDiscrepancy(case.id, FIRST, "lost"), self._now)

    def close_days(self, days: list[date]) -> None:
        """Every day that is over and open; what keeps it open is named."""
        for day in days:
            accounting_day = self.world.store.day(day)
            if accounting_day.state == "open" and day < day_of(self.world.now):
                self._close(day)

    def _take(self, day: date, *, corrected: bool) -> None:
        world = self.world
        lines = [line for line in world.bank.lines if day_of(line.booked_at) == day]
        if not corrected:
            lines = [line for line in lines if line.id not in world.omitted]
            lines = [
                replace(line, amount=line.amount + 1_000 * (line.id in world.misprinted))
                for line in lines
            ]
        if lines:
            text = Bank(lambda: world.now, lines=lines).statement()
            import_statement(world.store, ImportStatement(text.encode(), ACCOUNT, FIRST), world.now)

    def _work(self, case: Discrepancy) -> None:
        if case.kind in ("paid_late", "paid_twice", "overpaid", "refund_wanted") and case.refund:
            self._send(self.world.store.refund(case.refund))
        elif case.kind in UNMATCHED:
            self._place(case)
        elif case.kind == "refund_failed" and case.refund:
            self._again(case)
        elif case.provider == "platform" and case.kind == "missing_here" and case.amount < 0:
            sent_back = ResolveDiscrepancy(case.id, FIRST, "the platform sent it back")
            book_refund(self.world.store, sent_back, self._now)
        if case.kind in SIGNED and self.world.store.discrepancy(case.id).state == "open":
            sign(self.world.store, ResolveDiscrepancy(case.id, FIRST, SIGNED[case.kind]), self._now)

    def _lost(self, case: Discrepancy) -> bool:
        return any(
            entry.kind == "dispute_lost"
            for entry in self.world.store.book(case.payment or "").entries
        )

    def _send(self, refund: Refund) -> None:
        """A refund by hand: two agree, and the money is sent with its reference."""
        if refund.manual and refund.state == "requested":
            for official in (FIRST, SECOND, THIRD):
                refund = self.world.store.refund(refund.id)
                if refund.state == "requested" and official not in refund.approvals:
                    approve_refund(self.world.store, ApproveRefund(refund.id, official), self._now)
            refund = self.world.store.refund(refund.id)
            self.world.bank.outgoing(ACCOUNT.account, refund.amount, f"HOAN PHI {refund.reference}")

    def _place(self, case: Discrepancy) -> None:
        """Money that nobody could match: its payer names the fee, or it goes back and the
        outgoing line shows it."""
        fee = self.world.cut.get((case.line or "").removeprefix("bank:"))
        if fee:
            allocate(
                self.world.store,
                self.world.providers,
                AllocateMoney(case.id, FIRST, "the payer called", fee, new_ulid(self._now)),
                self._now,
            )
            return
        self.world.bank.outgoing(ACCOUNT.account, case.amount, "TRA LAI TIEN")
        sign(self.world.store, ResolveDiscrepancy(case.id, FIRST, "sent back"), self._now)
        self.world.after(HOUR, lambda: self._returned(case.id))

    def _returned(self, unmatched: str) -> None:
        store, discrepancy = self.world.store, self.world.store.discrepancy(unmatched)
        outgoing = [
            c
            for c in store.open_discrepancies_until(day_of(self._now))
            if c.kind == "unmatched_outgoing"
        ]
        same = next(case for case in outgoing if case.amount == -discrepancy.amount)
        match(store, MatchOutgoing(unmatched, FIRST, "sent back", same.id), self._now)

    def _again(self, case: Discrepancy) -> None:
        """A refund that came back is asked for again."""
        store = self.world.store
        refund_id = new_ulid(self._now)
        book = store.book(case.payment or "")
        there = book.refundable("fees") + book.refundable("overpayments")
        refund = request_refund(
            store,
            self.world.providers,
            RequestRefund(
                refund_id,
                case.payment or "",
                case.amount,
                "again",
                FIRST,
                there,
                discrepancy=case.id,
            ),
            self._now,
        )
        if refund.state == "requested":
            approve_refund(store, ApproveRefund(refund_id, SECOND), self._now)
        self._send(store.refund(refund_id))

    def _close(self, day: date) -> None:
        try:
            seen = self.world.store.day(day).totals.accounts
            close_day(self.world.store, CloseDay(day, seen, FIRST), self._now)
        except ServiceError as error:
            left = self.world.store.open_discrepancies_until(day)
            self.named[day] = [case.id for case in left] or [error.code]
        else:
            self.named.pop(day, None)

    @property
    def _now(self) -> datetime:
        return self.world.now
