"""Receipt numbers run without gaps, also when many are issued at once."""

import random
import threading
from collections.abc import Sequence
from contextlib import suppress

import pytest

from contracts.terms import QuoteLine
from contracts.testing.dossier_events import DRAFT, dossier_filed
from kit.core.errors import Unavailable
from kit.core.ids import new_ulid
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.items import Ambiguous, Busy
from kit.persistence.repository import retry_on_conflict
from kit.persistence.transport import Transport
from kit.platform.fault_injection import Killed, Plan, injected
from kit.testing.clock import NOW
from kit.testing.memory_table import MemoryTransport, memory_table
from kit.testing.memory_vault import memory_vault
from payments.domain import dossier as dossiers
from payments.domain import fee as fees
from payments.domain import payment_attempt as payments
from payments.domain.fee import Fee
from payments.domain.ledger import Money
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.receipt import collector, series_id
from payments.providers.port import Gateway
from payments.providers.registry import Adapter, Providers
from payments.repository import PaymentRepository
from payments.settlement.settle import settle_payment

LINE = QuoteLine(rule="r", name="Lệ phí", amount=50_000)


VAULT = memory_vault()


def a_store(transport: Transport) -> PaymentRepository:
    VAULT.create(DRAFT)
    return PaymentRepository(memory_table(transport), VAULT)


def _nobody(adapter: Adapter) -> Gateway:
    raise AssertionError(adapter.provider)


NO_PROVIDERS = Providers(gateways=_nobody)


def a_debt(store: PaymentRepository, number: int) -> PaymentAttempt:
    code = f"H49.61.01-261123-{number:04d}"
    dossier = dossiers.with_fee(dossiers.file(code, DRAFT, dossier_filed()), f"F{number}")
    fee = Fee(
        id=f"F{number}",
        dossier=code,
        vault=DRAFT,
        lines=(LINE,),
        total=50_000,
        pay="before_acceptance",
        since=NOW,
    )
    payment = PaymentAttempt(
        id=new_ulid(NOW),
        fee=fee.id,
        method="card",
        provider="stripe",
        amount=50_000,
        since=NOW,
        expires=NOW,
    )
    store.commit([dossiers.stored(dossier), fees.due(fee), payments.create(payment)], at=NOW)
    opened = payments.open_attempt(
        store.payment(payment.id), PaymentInstructions(session=f"cs_{number}", url="http://pay")
    )
    store.commit([opened], at=NOW)
    return store.payment(payment.id)


def settle(store: PaymentRepository, payment: PaymentAttempt) -> None:
    """Until the payment is paid, whatever goes wrong on the way."""

    @retry_on_conflict
    def once() -> None:
        seen = store.payment(payment.id)
        if seen.state != "paid":
            money = Money("stripe", f"ch_{payment.id}", 50_000, "vnd", NOW)
            store.commit(settle_payment(store, NO_PROVIDERS, seen, money, NOW), at=NOW)

    while True:
        with suppress(Unavailable, Busy, Ambiguous, Killed):
            once()
            if store.payment(payment.id).state == "paid":
                return


def settle_at_once(store: PaymentRepository, owed: Sequence[PaymentAttempt]) -> None:
    threads = [threading.Thread(target=settle, args=(store, payment)) for payment in owed]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def numbers(transport: MemoryTransport) -> list[str]:
    return sorted(
        pk.rpartition("#")[2]
        for pk, sk in transport.items
        if pk.startswith("RECEIPT#") and sk == "STATE"
    )


def one_to(count: int) -> list[str]:
    return [f"{number:08d}" for number in range(1, count + 1)]


def test_sixty_fees_settled_at_once_get_the_numbers_one_to_sixty() -> None:
    transport = MemoryTransport()
    store = a_store(transport)

    settle_at_once(store, [a_debt(store, n) for n in range(60)])

    assert numbers(transport) == one_to(60)
    assert store.series(series_id(collector("H49.61.01", "X", NOW), NOW)).last == 60


@pytest.mark.parametrize("seed", range(3))
def test_conflicts_throttling_and_lost_answers_leave_no_gap_and_no_number_twice(seed: int) -> None:
    transport = MemoryTransport()
    calm = a_store(transport)
    owed = [a_debt(calm, n) for n in range(30)]
    plan = Plan(rate=0.3, chance=random.Random(seed))

    settle_at_once(a_store(FaultInjectingTransport(transport, plan)), owed)

    assert plan.injected > 30
    assert numbers(transport) == one_to(30)
    receipts = [calm.fee(f"F{n}").receipt for n in range(30)]
    assert sorted(int(r.number.rpartition("/")[2]) for r in receipts if r) == list(range(1, 31))


@pytest.mark.parametrize("point", ["commit.before", "commit.after"])
def test_a_death_before_or_after_the_commit_takes_no_number_away(point: str) -> None:
    transport = MemoryTransport()
    store = a_store(transport)
    owed = [a_debt(store, n) for n in range(3)]

    with injected(Plan(kill={point: 2})) as plan:
        for payment in owed:
            settle(store, payment)

    assert plan.injected == 2
    assert numbers(transport) == one_to(3)
