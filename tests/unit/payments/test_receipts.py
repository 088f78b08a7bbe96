"""Receipt numbers run without gaps, also when many are issued at once."""

import threading
from collections.abc import Callable
from contextlib import suppress

from contracts.terms import QuoteLine
from kit.aggregates import retrying
from kit.errors import Unavailable
from kit.ids import new_ulid
from local.stripe_double.in_process import API_KEY, BASE
from payments import dossier as dossiers
from payments import fee as fees
from payments import payment as payments
from payments.fee import Fee
from payments.gateway.stripe_checkout import StripeCheckout
from payments.ledger import Money
from payments.opened import Opened
from payments.payment import Payment
from payments.receipts import series_id, sign
from payments.settling import money_came
from payments.store import Store
from tests.fakes import NOW, MemoryTransport, memory_table, memory_vault
from tests.story import DRAFT, filed

LINE = QuoteLine(rule="r", name="Lệ phí", amount=50_000)


def a_store(transport: MemoryTransport) -> Store:
    vault = memory_vault()
    vault.create(DRAFT)
    return Store(memory_table(transport), vault, _nobody)


def _nobody() -> StripeCheckout:
    raise AssertionError((API_KEY, BASE))


def a_debt(store: Store, number: int) -> Payment:
    code = f"H49.61.01-261123-{number:04d}"
    dossier = dossiers.with_fee(dossiers.file(code, DRAFT, filed()), f"F{number}")
    fee = Fee(
        id=f"F{number}", dossier=code, vault=DRAFT, lines=(LINE,), total=50_000, pay="before_acceptance", since=NOW
    )
    payment = Payment(id=new_ulid(NOW), fee=fee.id, method="card", amount=50_000, since=NOW, expires=NOW)
    store.commit([dossiers.kept(dossier), fees.due(fee), payments.create(payment)], at=NOW)
    opened = payments.open_(store.payment(payment.id), Opened(session=f"cs_{number}", url="http://pay"))
    store.commit([opened], at=NOW)
    return store.payment(payment.id)


def test_sixty_fees_settled_at_once_get_the_numbers_one_to_sixty() -> None:
    transport = MemoryTransport()
    store = a_store(transport)
    owed = [a_debt(store, n) for n in range(60)]

    def settle(payment: Payment) -> Callable[[], None]:
        @retrying
        def once() -> None:
            changes = money_came(
                store, store.payment(payment.id), Money("stripe", f"pi_{payment.id}", 50_000, "vnd", NOW), NOW
            )
            store.commit(changes, at=NOW)

        def until_done() -> None:
            while store.payment(payment.id).state != "paid":
                with suppress(Unavailable):
                    once()

        return until_done

    threads = [threading.Thread(target=settle(payment)) for payment in owed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    series = store.series(series_id("H49.61.01", NOW))
    numbers = sorted(pk.rpartition("#")[2] for pk, sk in transport.items if pk.startswith("RECEIPT#") and sk == "STATE")
    assert numbers == [f"{n:07d}" for n in range(1, 61)]
    assert series.last == 60


def test_each_collecting_body_and_year_has_a_series_of_its_own() -> None:
    new_year = NOW.replace(year=2026, month=12, day=31, hour=17)  # midnight in Vietnam

    assert sign(NOW) == "AA-26E"
    assert sign(new_year) == "AA-27E"
    assert len({series_id("H49.61", NOW), series_id("H49.62", NOW), series_id("H49.61", new_year)}) == 3
