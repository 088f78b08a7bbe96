"""What names a line differs by bank: both sources keep to it, and no line stands for another."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from local.doubles.bank.bank import Line
from payments.domain.line_identity import (
    EVERY_FIELD,
    LINE_FIELDS,
    BankLineIdentity,
    LineIdentities,
    LineIdentity,
)
from payments.providers.bank.line_identities import line_identities
from payments.providers.bank.statement.layouts import LAYOUTS
from payments.reconciliation.run import reconcile
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.bank_world import TwoPayers, two_payers
from tests.unit.payments.day_builders import MONDAY
from tests.unit.payments.world import ACCOUNT

DAY = timedelta(days=1)
SECOND_LINES: Final[dict[str, dict[str, Any]]] = {
    "repeated": {},
    "other day, other payer": {"days": 1, "payer": "two"},
    "other day": {"days": 1},
    "other amount": {"amount": 70_000},
    "other payer": {"payer": "two"},
    "text without reference": {"text": "nop phi ho so"},
    "all other": {"days": 1, "payer": "two", "amount": 170_000},
}
"""In what the second line with a number differs from the first, which paid 150,000 đ."""
K, P, D = "known", "paid", "discrepancy"
EXPECTED: Final = {
    "id day amount text": (K, P, D, D, P, D, P),
    "id day amount": (K, P, D, D, D, D, P),
    "id day text": (K, P, D, D, P, D, P),
    "id day": (K, P, D, D, D, D, P),
    "id amount text": (K, P, D, D, P, D, P),
    "id amount": (K, D, D, D, D, D, P),
    "id text": (K, P, D, D, P, D, P),
    "id": (K, D, D, D, D, D, D),
}
"""By hand: what becomes of each second line at a bank whose lines are named by these fields."""
CASES: Final = [
    (fields, second, outcome)
    for fields, outcomes in EXPECTED.items()
    for second, outcome in zip(SECOND_LINES, outcomes, strict=True)
]
SOURCES: Final = list(product(("callback", "statement"), repeat=2))


def a_bank(fields: str) -> LineIdentities:
    entry = BankLineIdentity(
        bin=ACCOUNT.bin, bank="X", fields=fields.split(), since=date(2026, 1, 1), source="contract"
    )
    return LineIdentities(banks=(entry,))


def payers_at(fields: str) -> TwoPayers:
    return two_payers(ACCOUNT.model_copy(update={"identities": a_bank(fields)}))


def bring(payers: TwoPayers, source: str, *lines: Line) -> None:
    payers.call_back(*lines) if source == "callback" else payers.bring(*lines)


def second_line(payers: TwoPayers, days: int = 0, payer: str = "one", **other: Any) -> Line:
    payers.world.now += days * DAY
    return payers.line(getattr(payers, payer), **other)


@pytest.mark.parametrize(("first", "second"), SOURCES)
@pytest.mark.parametrize(("fields", "difference", "outcome"), CASES)
def test_a_number_that_comes_again_is_what_the_banks_identity_says(
    fields: str, difference: str, outcome: str, first: str, second: str
) -> None:
    payers = payers_at(fields)
    line = payers.line(payers.one)
    bring(payers, first, line)
    before = balances(payers.world)

    changed = SECOND_LINES[difference]
    bring(payers, second, second_line(payers, **changed) if changed else line)
    reconcile(payers.world.store, payers.world.providers, MONDAY, payers.world.now)

    assert payers.states[0] == "settled"
    assert (payers.states[1] == "settled") is (outcome == "paid")
    cases = set(payers.world.cases()) - {"overpaid"}
    assert bool(cases & {"number_reused", "amount_differs"}) is (outcome == "discrepancy")
    assert (balances(payers.world) == before) is (outcome == "known" or "amount_differs" in cases)
    assert books_agree(payers.world) or "amount_differs" in cases


TEXTS: Final = ("{one}", "{two}", "nop phi ho so", "{one} nop phi")
LINES: Final = st.lists(
    st.tuples(
        st.sampled_from(("N1", "N2")),
        st.sampled_from((0, 1)),
        st.sampled_from((150_000, 70_000)),
        st.sampled_from(TEXTS),
    ),
    min_size=1,
    max_size=6,
)
IDENTITIES: Final = st.sampled_from(sorted(EXPECTED))


def lines_of(payers: TwoPayers, sample: Sequence[tuple[str, int, int, str]]) -> list[Line]:
    references = {"one": payers.one.reference, "two": payers.two.reference}
    template, begin = payers.line(payers.one), payers.world.now
    payers.world.now += 2 * DAY
    return [
        replace(
            template,
            id=number,
            booked_at=begin + day * DAY,
            amount=amount,
            text=text.format(**references),
        )
        for number, day, amount, text in sample
    ]


def outcome(payers: TwoPayers) -> tuple[object, ...]:
    applied = [event for event in payers.events() if event.result != "same line"]
    return payers.states, balances(payers.world), payers.world.cases(), len(applied)


@given(fields=IDENTITIES, sample=LINES)
@settings(max_examples=60, deadline=None)
def test_no_line_is_taken_for_another_and_none_twice(
    fields: str, sample: list[tuple[str, int, int, str]]
) -> None:
    payers = payers_at(fields)
    lines = lines_of(payers, sample)

    payers.call_back(*lines)

    distinct = {(line.id, line.booked_at, line.amount, line.text): line for line in lines}
    payers.world.bank.lines = list(distinct.values())
    assert len(payers.events()) == len(distinct)
    assert balances(payers.world)["at:bank"] == sum(line.amount for line in distinct.values())
    assert books_agree(payers.world)
    before = outcome(payers)
    payers.call_back(*reversed(lines))
    payers.bring(*distinct.values())
    payers.bring(*distinct.values())
    assert outcome(payers) == before


@given(fields=IDENTITIES, sample=LINES)
@settings(max_examples=60, deadline=None)
def test_callback_and_statement_agree_on_what_a_line_is(
    fields: str, sample: list[tuple[str, int, int, str]]
) -> None:
    """What a statement lists as lines of their own, callbacks that report them are too."""
    sample = list(dict.fromkeys(sample))
    called, listed = payers_at(fields), payers_at(fields)

    called.call_back(*lines_of(called, sample))
    listed.bring(*lines_of(listed, sample))

    assert outcome(called) == outcome(listed)
    assert [event.id for event in called.events()] == [event.id for event in listed.events()]


def test_two_lines_of_a_number_are_both_shown_to_who_decides() -> None:
    payers = payers_at("id")
    payers.call_back(payers.line(payers.one))

    payers.call_back(second_line(payers, days=1, payer="two"))

    [case] = payers.world.stored("DISCREPANCY#")
    second = payers.world.store.provider_event(case["line"])
    assert getattr(second.report, "same_number", None) == "bank:5244.50622.ever"
    assert second.id == "bank:5244.50622.ever.2"


def test_a_second_statement_of_a_day_brings_the_other_payer_of_a_number() -> None:
    payers = two_payers()
    payers.bring(payers.line(payers.one))

    result = payers.bring(payers.line(payers.two))

    assert (result.new, result.already_reported) == (1, 0)
    assert payers.states == ("settled", "settled")
    assert books_agree(payers.world)


def test_rows_of_one_number_whose_texts_hold_each_other_are_lines_of_their_own() -> None:
    payers = two_payers()
    short = payers.line(payers.one)
    lines = short, payers.line(payers.one, text=f"{short.text} nop phi")
    payers.call_back(short)

    assert payers.bring(*lines).new == 1
    assert payers.bring(*reversed(lines)).new == 0
    assert payers.world.cases() == ["number_reused"]
    assert books_agree(payers.world)


def test_a_bank_that_changes_its_numbers_keeps_the_identity_of_lines_of_before() -> None:
    changes = tuple(
        a_bank(fields).banks[0].evolve(since=since)
        for fields, since in (("id", date(2026, 1, 1)), ("id day", date(2026, 11, 24)))
    )
    identities = LineIdentities(banks=changes)
    payers = two_payers(ACCOUNT.model_copy(update={"identities": identities}))
    line = payers.line(payers.one)
    payers.call_back(line)
    payers.world.now += DAY

    payers.bring(line, second_line(payers, payer="two"))

    assert payers.states == ("settled", "settled")
    assert payers.world.cases() == []
    assert len(payers.events()) == 2


@pytest.mark.parametrize(
    ("bank", "day", "fields"),
    [
        ("970415", date(2026, 1, 1), ("id",)),
        ("970415", date(2025, 12, 31), LINE_FIELDS),
        ("970436", date(2026, 1, 1), LINE_FIELDS),
    ],
)
def test_a_bank_of_which_nothing_is_known_has_every_field(
    bank: str, day: date, fields: tuple[str, ...]
) -> None:
    assert a_bank("id").of(bank, day).fields == fields


@pytest.mark.parametrize("fields", [(), ("day", "amount"), ("id", "id"), ("id", "name")])
def test_an_identity_has_the_number_and_known_fields_once(fields: tuple[Any, ...]) -> None:
    with pytest.raises(ValidationError):
        LineIdentity(fields=fields)


def test_every_bank_of_the_file_has_a_layout_a_source_and_one_identity_a_day() -> None:
    banks = line_identities().banks
    layouts = {layout.bank for layout in LAYOUTS}

    assert banks
    assert all(each.bank in layouts and each.source for each in banks)
    assert len({(each.bin, each.since) for each in banks}) == len(banks)
    assert line_identities().of("000000", date(2026, 11, 29)) == EVERY_FIELD
