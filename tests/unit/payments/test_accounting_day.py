"""The accounting day: its bounds, its totals by account, its comparison and its closing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kit.testing.clock import NOW
from payments.domain.accounting_day import (
    AccountingDay,
    DayClosed,
    DayNotOver,
    DayNotReconciled,
    DiscrepanciesOpen,
    TotalsBuilder,
    TotalsChanged,
    bounds,
    close,
    record_comparison,
    request_comparison,
    totals_of,
)
from payments.domain.day_totals import AccountTotal, BodyTotal, Totals
from payments.domain.ledger import (
    day_of,
)
from tests.unit.payments.entries import LATER, charged, moved


def test_a_day_in_vietnam_begins_at_17_hours_utc() -> None:
    midnight = datetime(2026, 11, 22, 17, tzinfo=UTC)

    assert day_of(midnight) == date(2026, 11, 23)
    assert day_of(midnight - timedelta(microseconds=1)) == date(2026, 11, 22)
    assert bounds(date(2026, 11, 23)) == (midnight, midnight + timedelta(days=1))


def test_totals_add_debits_and_credits_up_by_account_in_the_order_of_names() -> None:
    totals = totals_of([charged(), moved("refund", 30_000, "fees", "refunding")])

    assert totals == Totals(
        entries=2,
        accounts=(
            AccountTotal(account="at:stripe", debit=170_000, credit=0),
            AccountTotal(account="fees", debit=30_000, credit=150_000),
            AccountTotal(account="overpayments", debit=0, credit=20_000),
            AccountTotal(account="refunding", debit=0, credit=30_000),
        ),
    )
    assert (totals.balance("fees"), totals.balance("lost")) == (-120_000, 0)
    assert totals_of([]) == Totals() == Totals(entries=0, accounts=())


def test_a_single_dong_is_on_its_side() -> None:
    (account, _) = totals_of([moved("refund", 1, "fees", "refunding")]).accounts

    assert account == AccountTotal(account="fees", debit=1, credit=0)


def test_debits_that_are_not_credits_are_an_error() -> None:
    sums = TotalsBuilder()
    sums.debit["fees"] = 1

    with pytest.raises(ValueError, match=r"^debits are not credits$"):
        sums.totals()


def a_day(**changes: Any) -> AccountingDay:
    return AccountingDay(id="2026-11-23", **changes)


BODIES = (BodyTotal(agency="H49.61", name="UBND", fees=150_000),)


def test_a_new_day_is_open_and_empty() -> None:
    day = a_day()

    assert (day.pk, day.state, day.totals, day.bodies) == ("DAY#2026-11-23", "open", Totals(), ())


def test_an_open_day_takes_the_totals_of_its_comparison_and_wants_no_other() -> None:
    wanted = request_comparison(a_day(), NOW)
    assert (wanted.state, wanted.event) == (a_day(wanted=NOW), None)

    compared = record_comparison(a_day(wanted=NOW), totals_of([charged()]), BODIES, LATER)

    assert compared.state == a_day(
        reconciled_at=LATER, totals=totals_of([charged()]), bodies=BODIES
    )
    assert compared.event is None


def test_a_closed_day_keeps_its_totals() -> None:
    closed = close(a_day(), by="accountant", at=NOW)
    assert closed.state == a_day(state="closed", closed_at=NOW, by="accountant")

    compared = record_comparison(
        a_day(state="closed", wanted=NOW), totals_of([charged()]), BODIES, LATER
    )

    assert compared.state == a_day(state="closed", reconciled_at=LATER)
    with pytest.raises(DayClosed) as refused:
        close(a_day(state="closed"), by="accountant", at=NOW)
    assert (refused.value.code, refused.value.field) == ("day_closed", "day")
    assert "23/11/2026" in refused.value.message("vi")


@pytest.mark.parametrize(
    ("refusal", "status", "code"),
    [
        (DayNotOver(day="x"), 409, "day_not_over"),
        (DayNotReconciled(day="x"), 409, "day_not_reconciled"),
        (DiscrepanciesOpen(count=1, first="x"), 409, "discrepancies_open"),
        (TotalsChanged(day="x"), 412, "totals_changed"),
    ],
)
def test_what_keeps_a_day_open_has_its_code(refusal: Any, status: int, code: str) -> None:
    assert (refusal.status, refusal.code) == (status, code)
