"""Days of the books for tests: a till at night, a statement, an official who closes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from local.bank_double.bank import Bank, Line
from payments.domain import discrepancy as cases
from payments.domain.accounting_day import Day, day_at, entries_of, totals_of
from payments.domain.payment_attempt import Payment
from payments.reconciliation.close_day import close_day
from payments.reconciliation.import_statement import Taken, take_in
from payments.reconciliation.run import reconcile_due
from tests.unit.payments.till import ACCOUNT, Till

MONDAY = date(2026, 11, 23)
"""The day of the till's clock, in Vietnam."""
NIGHT = timedelta(hours=16, minutes=30)
"""From the till's 09:00 to 01:30 of the next day."""


def a_till_with_a_fee() -> Till:
    """Monday morning; 150.000 đ are due."""
    till = Till()
    till.file()
    return till


def paid_by_transfer(till: Till) -> tuple[Payment, Line]:
    """The fee is paid by transfer, and the bank called back."""
    payment = till.start(method="transfer")
    line = till.transfer(payment)
    till.deliver()
    return till.store.payment(payment.id), line


def night(till: Till) -> list[date]:
    """The next 01:30: days are compared."""
    till.now += NIGHT if till.now.hour == 2 else timedelta(days=1)
    return reconcile_due(till.store, till.now)


def statement(till: Till, lines: Iterable[Line]) -> Taken:
    """An official takes in a statement with these lines, and the queue works on what is new."""
    text = Bank(lambda: till.now, lines=list(lines)).statement()
    taken = take_in(
        till.store, text.encode(), account=ACCOUNT.account, by="accountant", at=till.now
    )
    till.relay()
    return taken


def misprinted(line: Line, amount: int) -> Line:
    """The line with another amount."""
    return replace(line, amount=amount)


def closed(till: Till, day: date = MONDAY) -> Day:
    """An official closes a day, with its totals before the eyes."""
    seen = totals_of(entries_of(till.store, day)).accounts
    return close_day(till.store, day, seen, by="accountant", at=till.now)


def signed(till: Till, case: str) -> None:
    """An official answers for a case."""
    found = till.store.case(case)
    till.store.commit(
        [cases.sign(found, by="accountant", reason="asked the bank", at=till.now)], at=till.now
    )


def day(till: Till, which: date = MONDAY) -> Day:
    """A day as it is now."""
    return day_at(till.store, which)
