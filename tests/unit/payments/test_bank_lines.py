"""A bank's number that comes again: another payer's money is never swallowed."""

from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from payments.domain.provider_report import BankTransactionReceived
from payments.reconciliation.run import reconcile
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.bank_world import HEAD, TwoPayers, row, two_payers
from tests.unit.payments.day_builders import MONDAY

DAY = timedelta(days=1)
CASES = Path(__file__).parents[2] / "cases"


def settled(payers: TwoPayers) -> None:
    assert payers.states == ("settled", "settled")
    assert payers.world.cases() == []
    assert books_agree(payers.world)


def test_a_number_on_two_days_pays_for_two_payers_by_callback() -> None:
    payers = two_payers()

    payers.call_back(payers.line(payers.one))
    payers.world.now += DAY
    payers.call_back(payers.line(payers.two))

    settled(payers)


def test_a_number_on_two_days_pays_for_two_payers_by_statement() -> None:
    payers = two_payers()

    first = payers.bring(payers.line(payers.one))
    payers.world.now += DAY
    second = payers.bring(payers.line(payers.two))

    assert (first.new, second.new) == (1, 1)
    settled(payers)
    assert reconcile(payers.world.store, payers.world.providers, MONDAY, payers.world.now) == 0
    assert (
        reconcile(payers.world.store, payers.world.providers, MONDAY + DAY, payers.world.now) == 0
    )


def test_the_two_statements_of_the_case_pay_for_two_payers() -> None:
    payers = two_payers()
    payers.world.now += 6 * DAY
    references = {"MCDKGCE2AWVK": payers.one, "MC29VZXHY1SM": payers.two}

    for name, (reference, payment) in zip((1, 2), references.items(), strict=True):
        text = (CASES / f"docno-day{name}.csv").read_text("utf-8-sig")
        result = payers.bring_text(text.replace(reference, payment.reference or ""))
        assert result.new == 1

    assert payers.states == ("settled", "settled")
    assert payers.world.cases() == []


def test_a_number_that_one_day_gives_to_two_payers_pays_for_both() -> None:
    payers = two_payers()

    payers.call_back(payers.line(payers.one), payers.line(payers.two))

    settled(payers)


@pytest.mark.parametrize("order", list(permutations(("callback", "statement", "callback"))))
def test_a_line_that_both_tell_is_one(order: tuple[str, ...]) -> None:
    payers = two_payers()
    line = payers.line(payers.one)
    other = replace(line, text=f"MBVCB.453.{line.text}.CT tu 0501 AN")

    for source in order:
        if source == "callback":
            payers.call_back(line)
        else:
            payers.bring(other)

    assert payers.states == ("settled", "due")
    assert len(payers.events()) == 1
    assert payers.world.cases() == []


@pytest.mark.parametrize("source", ["callback", "statement"])
def test_another_amount_under_a_number_is_shown_with_both_lines(source: str) -> None:
    payers = two_payers()
    first = payers.line(payers.one)
    second = payers.line(payers.one, amount=70_000)

    if source == "callback":
        payers.call_back(first, second)
    else:
        payers.bring(first, second)

    assert payers.states == ("settled", "due")
    assert payers.world.cases() == ["number_reused"]
    [case] = payers.world.stored("DISCREPANCY#")
    report = payers.world.store.provider_event(case["line"]).report
    assert isinstance(report, BankTransactionReceived)
    assert report.same_number == "bank:5244.50622.261123"
    assert balances(payers.world)["unallocated"] == -70_000
    assert books_agree(payers.world)


def test_another_text_without_a_reference_under_a_number_is_shown() -> None:
    payers = two_payers()

    payers.call_back(payers.line(payers.one), payers.line(payers.two, text="nop phi ho so"))

    assert payers.states == ("settled", "due")
    assert payers.world.cases() == ["number_reused"]
    assert books_agree(payers.world)


@pytest.mark.parametrize("source", ["callback", "statement"])
def test_the_same_number_amount_and_reference_on_another_day_is_not_refunded_by_a_rule(
    source: str,
) -> None:
    payers = two_payers()
    payers.call_back(first := payers.line(payers.one))
    payers.world.now += DAY
    again = payers.line(payers.one)

    payers.call_back(again) if source == "callback" else payers.bring(again)

    assert payers.world.cases() == ["number_reused"]
    assert payers.world.refunds() == []
    assert first.id == again.id


def test_another_number_with_the_same_reference_is_paid_twice() -> None:
    payers = two_payers()

    payers.call_back(payers.line(payers.one), payers.line(payers.one, id="5244.50623"))

    assert payers.world.cases() == ["paid_twice"]


def test_repeats_of_all_lines_change_nothing() -> None:
    payers = two_payers()
    lines = [
        payers.line(payers.one),
        payers.line(payers.one, amount=70_000),
        payers.line(payers.two),
        payers.line(payers.two, text="nop phi ho so"),
    ]
    payers.call_back(*lines)
    before = (balances(payers.world), payers.world.cases(), len(payers.events()))

    for _ in range(2):
        payers.call_back(*reversed(lines))
        payers.bring(*lines)

    assert (balances(payers.world), payers.world.cases(), len(payers.events())) == before
    assert books_agree(payers.world)
    assert reconcile(payers.world.store, payers.world.providers, MONDAY, payers.world.now) == 0


def test_a_statement_without_numbers_meets_the_callbacks_one_to_one() -> None:
    payers = two_payers()
    lines = [payers.line(payers.one, id="A"), payers.line(payers.one, id="B")]
    payers.call_back(*lines)
    before = balances(payers.world)
    rows = [row("", line.booked_at, line.text) for line in lines]

    result = payers.bring_text("\n".join((HEAD, *rows)))
    again = payers.bring_text("\n".join((HEAD, *rows)))

    assert (result.new, again.new) == (0, 0)
    assert balances(payers.world) == before
    assert reconcile(payers.world.store, payers.world.providers, MONDAY, payers.world.now) == 0


def test_a_third_equal_row_without_a_number_is_a_third_transfer() -> None:
    payers = two_payers()
    lines = [payers.line(payers.one, id="A"), payers.line(payers.one, id="B")]
    payers.call_back(*lines)
    rows = [row("", lines[0].booked_at, lines[0].text)] * 3

    assert payers.bring_text("\n".join((HEAD, *rows))).new == 1
    assert len(payers.events()) == 3


def test_callbacks_meet_an_earlier_statement_without_numbers_one_to_one() -> None:
    payers = two_payers()
    lines = [payers.line(payers.one, id="A"), payers.line(payers.two, id="B")]
    rows = [row("", line.booked_at, line.text) for line in lines]
    assert payers.bring_text("\n".join((HEAD, *rows))).new == 2

    payers.call_back(*lines, *lines)

    settled(payers)
    payers.call_back(payers.line(payers.two, id="C"))
    assert payers.world.cases() == ["paid_twice"]
    assert payers.bring(*lines).new == 0


def test_a_callback_of_another_text_is_no_line_of_a_statement_without_numbers() -> None:
    payers = two_payers()
    first = payers.line(payers.one, id="A")
    payers.bring_text("\n".join((HEAD, row("", first.booked_at, first.text))))

    payers.call_back(payers.line(payers.two, id="B"))

    assert payers.states == ("settled", "settled")


def test_a_department_behind_a_number_makes_no_other_line() -> None:
    payers = two_payers()
    line = payers.line(payers.one, id="FT26333WL0MW")

    payers.call_back(line)

    assert payers.bring(replace(line, id="FT26333WL0MW\\BNK")).new == 0


def test_a_misprinted_statement_is_reported_and_a_corrected_one_ends_it() -> None:
    payers = two_payers()
    line = payers.line(payers.one)
    payers.call_back(line)
    payers.world.now += DAY

    payers.bring(replace(line, amount=151_000))
    reconcile(payers.world.store, payers.world.providers, MONDAY, payers.world.now)
    assert payers.world.cases() == ["amount_differs"]
    payers.bring(line)
    reconcile(payers.world.store, payers.world.providers, MONDAY, payers.world.now)

    assert payers.world.cases() == []
    assert books_agree(payers.world)
