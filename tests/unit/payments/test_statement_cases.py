"""Statements as Vietnamese banks and spreadsheets write them: each comes out as expected.json
says."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kit.core.time import VIETNAM
from payments.providers.bank.line import BankLine
from payments.providers.bank.reference import references_in
from payments.providers.bank.statement.read import Statement, read
from tests.unit.payments.statement_builders import OURS

CASES = Path(__file__).parents[2] / "cases"
NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)


@cache
def expected() -> dict[str, Any]:
    cases: dict[str, Any] = json.loads((CASES / "expected.json").read_text())["cases"]
    return cases


def of(*kinds: str) -> list[str]:
    names = (name.split("/")[1] for name in expected() if name.startswith("statements/"))
    return [name for name in names if name.startswith(kinds)]


def statement(name: str) -> Statement:
    return read((CASES / "statements" / name).read_bytes(), OURS, NOW)


def only(name: str) -> BankLine:
    [one] = statement(name).lines
    return one.line


def test_every_statement_has_an_expectation() -> None:
    files = {f"statements/{path.name}" for path in (CASES / "statements").iterdir()}

    assert files == {name for name in expected() if name.startswith("statements/")}


@pytest.mark.parametrize("name", of("0", "1", "2"))
def test_layouts_are_read(name: str) -> None:
    got = statement(name)

    assert len(got.lines) == expected()[f"statements/{name}"]
    assert got.unread == ()
    assert {references_in(each.line.text) for each in got.lines} == {("MC3JVAAAB5D3",)}
    assert {each.line.amount for each in got.lines} == {150_000}


@pytest.mark.parametrize("name", of("a"))
def test_amounts_are_read_where_they_have_one_meaning(name: str) -> None:
    meant = expected()[f"statements/{name}"]
    if isinstance(meant, int):
        assert (only(name).direction, only(name).amount) == ("in", meant)
        return
    got = statement(name)
    assert (got.lines, [(each.line, each.column) for each in got.unread]) == ((), [(2, "credit")])


@pytest.mark.parametrize("name", of("d"))
def test_dates_are_read_where_they_have_one_meaning(name: str) -> None:
    meant = expected()[f"statements/{name}"]
    if meant.startswith("2026"):
        at = datetime.fromisoformat(meant)
        assert only(name).booked_at == (at if at.tzinfo else at.replace(tzinfo=VIETNAM))
        return
    got = statement(name)
    assert [(each.line, each.column, each.reason) for each in got.unread] == [
        (2, "booked_at", "not_a_date")
    ]


@pytest.mark.parametrize("name", of("m"))
def test_references_are_found_where_they_are_whole(name: str) -> None:
    meant = expected()[f"statements/{name}"]
    references = references_in(only(name).text)

    if meant.startswith("MC3JVAAAB5D3"):
        assert references == ("MC3JVAAAB5D3",)
    elif "two references" in meant:
        assert references == ("MC3JVAAAB5D3", "MCR4W393W9G6")
    else:
        assert references == ()


def test_a_number_on_two_days_stands_on_two_lines() -> None:
    days = [
        read((CASES / f"docno-day{day}.csv").read_bytes(), OURS, NOW).lines[0].line
        for day in (1, 2)
    ]

    assert [day.id for day in days] == ["5244.50622"] * 2
    assert [references_in(day.text) for day in days] == [("MCDKGCE2AWVK",), ("MC29VZXHY1SM",)]
