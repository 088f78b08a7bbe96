"""The fee cells of the portal as intake quotes them, against a second reader's table."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from data.convert.fees import fee_rules_from, pay_of
from intake.domain.fee_rules import FeeRule
from intake.domain.quotation import Quotation, QuoteTerms, quotation

HERE = Path(__file__).parent
TODAY = "2026-11-29"
ROWS: Mapping[str, Any] = {
    row["code"]: row
    for row in map(json.loads, (HERE / "rows.jsonl").read_text("utf-8").splitlines())
}
SECOND_READER = json.loads((HERE / "second_reader.json").read_text("utf-8"))["rows"]
PAGES = {"s30": 5, "s31": 300}
CAUTIONED = {"s01", "s03", "s04", "s05", "s17", "s19", "s21", "s28", "s34"}
"""Amounts that the second reader warns of: they are shown as unconfirmed."""


def rules_of(code: str) -> list[FeeRule]:
    return [FeeRule.model_validate_json(json.dumps(rule)) for rule in fee_rules_from(ROWS[code])]


def quoted(code: str, terms: QuoteTerms, day: str = TODAY) -> Quotation:
    return quotation(rules_of(code), "before_result", terms, day)


def terms_of(row: Mapping[str, Any]) -> QuoteTerms:
    """Case and group by the second reader's words."""
    rules = [rule for rule in rules_of(row["code"]) if rule.channel in (None, row["channel"])]
    named = [r for r in rules if r.case_name and r.case_name.startswith(row.get("case", "–"))]
    first_words = row.get("group", "–").split(",")[0]
    group = [r.group for r in rules if r.group_name and _mentions(r.group_name, first_words)]
    pages = PAGES.get(row["id"])
    return QuoteTerms(
        channel=row["channel"],
        fee_case=named[0].case if named else None,
        group=group[0] if "group" in row else None,
        counts={named[0].line if named else "phi": pages} if pages else {},
    )


def _mentions(text: str, words: str) -> bool:
    plain = text.casefold().replace(" hoặc ", ", ")
    return words.casefold() in plain


@pytest.mark.parametrize("row", SECOND_READER, ids=lambda row: row["id"])
def test_the_second_reader_agrees(row: Mapping[str, Any]) -> None:
    priced = quoted(row["code"], terms_of(row), row["date"])
    unknown = [fee.because for fee in priced.fees if fee.amount is None]
    if row["expected"] == "not stated":
        assert unknown
        assert priced.quote.unassessed
    else:
        assert (priced.total, unknown) == (row["expected"], [])
        assert (priced.mark == "unconfirmed") == (row["id"] in CAUTIONED)


@pytest.mark.parametrize(
    ("code", "channel", "because"),
    [
        ("1.014063", "post", "stated_by_reference"),
        ("1.014257", "online", "several_cells"),
        ("1.010098", "counter", "zero_cell_with_other_words"),
        ("2.001895", "post", "not_stated"),
        ("1.012278", "counter", "case_not_chosen"),
        ("2.000815", "online", "no_cell"),
    ],
)
def test_what_no_cell_states_is_left_to_the_agency(code: str, channel: str, because: str) -> None:
    terms = QuoteTerms.model_validate({"channel": channel})
    (fee,) = quoted(code, terms).fees
    assert (fee.amount, fee.because) == (None, because)


@pytest.mark.parametrize(
    ("code", "terms", "day", "total"),
    [
        ("1.014063", {}, TODAY, 25_000),
        ("1.014063", {}, "2027-01-01", 50_000),
        ("3.000347", {}, TODAY, 135_000),
        ("3.000347", {}, "2025-12-31", 115_000),
        ("1.014364", {}, TODAY, 25_000),
        ("1.014364", {}, "2027-01-01", 50_000),
        ("1.005071", {}, TODAY, 1_050_000),
        ("2.000620", {"fee_case": "khu-vuc-khac-to-chuc"}, TODAY, 300_000),
        ("2.000620", {"fee_case": "khu-vuc-khac-to-chuc"}, "2027-01-01", 600_000),
        ("2.002516", {"counts": {"le-phi": 3}}, TODAY, 24_000),
        ("2.000635", {"group": "cong-dan-so"}, TODAY, 0),
        ("2.000635", {"group": "cong-dan-so"}, "2027-03-01", 8_000),
        ("1.004194", {"fee_case": "dang-ky-tam-tru-ca-nhan-ho-gia-dinh"}, TODAY, 7_000),
    ],
)
def test_case_quantity_and_period_choose_the_amount(
    code: str, terms: Mapping[str, Any], day: str, total: int
) -> None:
    priced = quoted(code, QuoteTerms.model_validate({"channel": "online", **terms}), day)
    assert priced.total == total
    assert all(fee.amount is not None for fee in priced.fees)


def test_a_case_that_a_channel_does_not_name_is_left_to_the_agency() -> None:
    terms = QuoteTerms(channel="online", fee_case="cap-lai-do-bi-hong-hoac-bi-mat")
    (fee,) = quoted("1.001456", terms).fees
    assert (fee.amount, fee.because) == (None, "no_cell")


def test_what_a_page_says_of_refunds_is_its_source() -> None:
    (line,) = quoted("1.001612", QuoteTerms(channel="online")).quote.lines
    assert line.refund_when == "never"
    assert "không được hoàn trả" in (line.source or "")


@pytest.mark.parametrize("code", sorted(ROWS))
def test_every_rule_is_valid_has_a_source_and_an_id_of_its_own(code: str) -> None:
    rules = rules_of(code)
    assert rules
    assert len({rule.id for rule in rules}) == len(rules)
    for rule in rules:
        assert rule.source
        assert (rule.amount is None) == (rule.unknown is not None)
    assert pay_of(ROWS[code], fee_rules_from(ROWS[code])) in (
        "none",
        "at_counter",
        "before_result",
        "before_acceptance",
    )
