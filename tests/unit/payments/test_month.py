"""A small month: whatever goes wrong, the sums agree and every day is closed."""

from dataclasses import replace

import pytest

from bench.month.faults import FAULTS, payers
from bench.month.month import Month, live
from bench.month.report import agrees, csv_of, markdown_of
from bench.month.sums import discrepancies_by_kind, states, sums


@pytest.fixture(scope="module")
def month() -> Month:
    return live(150, 3, seed=7)


def test_every_sum_agrees_to_the_dong(month: Month) -> None:
    assert [each for each in sums(month) if each.left != each.right] == []


def test_every_kind_of_fault_happened(month: Month) -> None:
    assert set(month.world.faults) == {*FAULTS, "none"}
    assert all(month.world.faults.count(fault) == 3 for fault in FAULTS)


def test_the_national_payment_platform_has_its_share(month: Month) -> None:
    names = {each.name: each.left for each in sums(month)}
    cases = discrepancies_by_kind(month)

    assert names["ledger at the payment platform = its list"] > 0
    assert cases["unconfirmed"] == 2 * 3
    assert [c["state"] for c in states(month.world, "DISCREPANCY#") if c["kind"] == "unconfirmed"]


def test_every_day_is_closed_and_says_so(month: Month) -> None:
    table = csv_of(month).splitlines()

    assert len(table) == 1 + len(month.days)
    assert all(",closed," in row for row in table[1:])


def test_the_report_says_when_a_sum_does_not_agree(month: Month) -> None:
    good = sums(month)
    wrong = [replace(good[0], left=1), *good[1:]]

    assert agrees(good)
    assert not agrees(wrong)
    assert "IT DOES NOT ADD UP" in markdown_of(month, wrong, 7, 1.0)


def test_money_that_the_ledger_does_not_know_is_seen(month: Month) -> None:
    line = month.world.bank.lines[0]
    month.world.bank.lines.append(replace(line, id="FT-UNKNOWN"))
    try:
        assert not agrees(sums(month))
    finally:
        month.world.bank.lines.pop()


def test_at_most_two_in_a_hundred_suffer_one_kind_of_fault(month: Month) -> None:
    everybody = payers(month.world, 500)

    assert {sum(payer.fault == fault for payer in everybody) for fault in FAULTS} == {10}
    assert states(month.world, "FEE#")
