"""A dossier that was paid at the National Portal, through all services: its case goes on."""

from collections import Counter
from collections.abc import Iterator

import pytest

from contracts.testing.national import NATIONAL_CODE
from kit.testing.memory_table import events_of
from payments.domain.accounting_day import AccountingDay
from payments.domain.ledger import day_of
from payments.reconciliation.run import reconcile
from tests.courses.test_national import National


@pytest.fixture(params=["before_acceptance", "before_result"])
def national(request: pytest.FixtureRequest) -> Iterator[National]:
    national = National(pay=request.param)
    yield national
    national.close()


def published(national: National, service: str) -> Counter[str]:
    return Counter(event.type for event in events_of(national.world.transports[service]))


def compared(national: National) -> AccountingDay:
    """The day on which the dossier came, as the reconciler leaves it."""
    world = national.world
    providers = world.services["payments"].providers
    day = day_of(world.clock)
    reconcile(world.payments, providers, day, world.clock)
    return world.payments.day(day)


def test_what_was_paid_there_is_settled_here_and_nobody_is_asked_to_pay(
    national: National,
) -> None:
    assert national.push(national.file(DuocThanhToanTrucTuyen="1")) == "0"
    national.work()

    case = national.world.casework.case(NATIONAL_CODE)
    assert case is not None
    assert case.state == "awaiting_reception"
    [fee] = national.world.payments.fees_of(national.world.payments.dossier(NATIONAL_CODE))
    assert (fee.state, fee.method) == ("settled", "platform")
    assert published(national, "payments")["fee.settled"] == 1
    assert published(national, "payments")["fee.due"] == 0


def test_its_money_stays_in_the_days_closing_until_somebody_confirms_it(
    national: National,
) -> None:
    national.push(national.file(DuocThanhToanTrucTuyen="1"))
    national.work()

    day = compared(national)
    assert day.totals.balance("reported:platform") == 150_000
    [left] = national.world.payments.unresolved_discrepancies()
    assert (left.kind, left.dossier) == ("unconfirmed", NATIONAL_CODE)


def test_what_came_unpaid_waits_for_its_fee(national: National) -> None:
    national.push(national.file())
    national.work()

    assert published(national, "payments")["fee.settled"] == 0
    requested = 1 if national.world.pay == "before_acceptance" else 0
    assert published(national, "payments")["fee.due"] == requested


def test_a_payment_that_is_reported_after_the_reception_settles_the_fee(national: National) -> None:
    item = national.file()
    national.push(item)
    national.work()
    assert published(national, "payments")["fee.settled"] == 0

    assert national.push(item | {"DuocThanhToanTrucTuyen": "1"}) == "1"
    national.work()

    [fee] = national.world.payments.fees_of(national.world.payments.dossier(NATIONAL_CODE))
    assert (fee.state, fee.method) == ("settled", "platform")
    case = national.world.casework.case(NATIONAL_CODE)
    assert case is not None
    assert case.state == "awaiting_reception"
