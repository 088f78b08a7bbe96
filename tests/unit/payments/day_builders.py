"""Days of the books for tests: a world at night, a statement, an official who closes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from local.doubles.bank.bank import Bank, Line
from payments.domain import discrepancy as cases
from payments.domain.accounting_day import AccountingDay, totals_of
from payments.domain.discrepancy import Discrepancy
from payments.domain.payment_attempt import PaymentAttempt
from payments.reconciliation.close_day import CloseDay, close_day
from payments.reconciliation.import_statement import ImportResult, ImportStatement, import_statement
from payments.reconciliation.run import reconcile_due
from tests.unit.payments.world import ACCOUNT, World

MONDAY = date(2026, 11, 23)
"""The day of the world's clock, in Vietnam."""
NIGHT = timedelta(hours=16, minutes=30)
"""From the world's 09:00 to 01:30 of the next day."""


def a_world_with_a_fee() -> World:
    """Monday morning; 150.000 đ are due."""
    world = World()
    world.file()
    return world


def paid_by_transfer(world: World) -> tuple[PaymentAttempt, Line]:
    """The fee is paid by transfer, and the bank called back."""
    payment = world.start(method="transfer")
    line = world.transfer(payment)
    world.deliver()
    return world.store.payment(payment.id), line


def night(world: World) -> list[date]:
    """The next 01:30: days are compared."""
    world.now += NIGHT if world.now.hour == 2 else timedelta(days=1)
    return reconcile_due(world.store, world.providers, world.now)


def statement(world: World, lines: Iterable[Line]) -> ImportResult:
    """An official takes in a statement with these lines, and the queue works on what is new."""
    text = Bank(lambda: world.now, lines=list(lines)).statement()
    taken = import_statement(
        world.store, ImportStatement(text.encode(), ACCOUNT, "accountant"), world.now
    )
    world.relay()
    return taken


def misprinted(line: Line, amount: int) -> Line:
    """The line with another amount."""
    return replace(line, amount=amount)


def closed(world: World, day: date = MONDAY) -> AccountingDay:
    """An official closes a day, with its totals before the eyes."""
    seen = totals_of(world.store.entries_on(day)).accounts
    return close_day(world.store, CloseDay(day, seen, "accountant"), world.now)


def signed(world: World, case: str) -> None:
    """An official answers for a case."""
    discrepancy = world.store.discrepancy(case)
    world.store.commit(
        [cases.sign(discrepancy, by="accountant", reason="asked the bank", at=world.now)],
        at=world.now,
    )


def day(world: World, which: date = MONDAY) -> AccountingDay:
    """A day as it is now."""
    return world.store.day(which)


def only_case(world: World) -> Discrepancy:
    """The only discrepancy that there is or was."""
    [discrepancy] = [world.store.discrepancy(state["id"]) for state in world.stored("DISCREPANCY#")]
    return discrepancy
