"""The catalogue that ships: intake takes every procedure, and the demo finds what it needs."""

import json
from functools import cache
from itertools import product

import pytest

from contracts.terms import Quote
from data import shapes
from data.demo.fees import demo_catalogue
from intake.catalogue.publish import LARGEST_CONTENT
from intake.domain.procedure_content import ProcedureContent
from intake.domain.publication import publish
from intake.domain.quotation import QuoteTerms
from kit.core.events import LARGEST
from kit.core.model import JsonDict
from kit.testing.clock import NOW

ENTRIES = {entry.code: entry for entry in shapes.catalogue().procedures}
CONTENTS = {
    code: ProcedureContent.model_validate_json(json.dumps(entry.content))
    for code, entry in ENTRIES.items()
}


DEMO = {
    entry.code: ProcedureContent.model_validate_json(json.dumps(entry.content))
    for entry in demo_catalogue().procedures
}
REFUSED = {"1.0133611"}
"""Its code has seven digits."""


@cache
def all_contents() -> dict[str, ProcedureContent]:
    """Code -> content of every procedure of the National Portal, without the one refused."""
    return {
        entry["code"]: ProcedureContent.model_validate_json(json.dumps(entry["content"]))
        for entry in shapes.all_entries()
        if entry["code"] not in REFUSED
    }


def online(code: str) -> Quote:
    return quoted(code, QuoteTerms(channel="online"))


def quoted(code: str, terms: QuoteTerms) -> Quote:
    return CONTENTS[code].quotation(terms, at=NOW).quote


def without_form(content: JsonDict) -> JsonDict:
    return {name: value for name, value in content.items() if name != "form"}


def test_there_are_ninety_eight_core_procedures_among_all_of_them() -> None:
    core = {e["code"]: e["content"] for e in shapes.all_entries() if e["core"]}
    assert core == {code: without_form(entry.content) for code, entry in ENTRIES.items()}
    assert (len(core), len(all_contents())) == (98, 2576)


def test_every_procedure_can_be_stored_and_published() -> None:
    for code, content in all_contents().items():
        publication = publish(None, code, content, at=NOW)
        assert publication is not None
        assert len(publication.event.model_dump_json().encode()) < LARGEST
        assert len(content.text.encode()) < LARGEST_CONTENT
        assert len({d.id for d in content.documents}) == len(content.documents)
        assert {d.case for d in content.documents} <= {
            None,
            *(c.id for c in content.document_cases),
        }


def test_no_paper_that_data_replace_is_always_required_and_all_say_why() -> None:
    papers = [d for content in all_contents().values() for d in content.documents]
    assert not [d.name for d in papers if d.required and d.replaced_by]
    assert not [d.name for d in papers if d.requirement is None or d.reason is None]
    assert sum(bool(d.replaced_by) for d in papers) > 300


@pytest.mark.parametrize("code", sorted(CONTENTS))
def test_a_core_procedure_names_its_parts_once(code: str) -> None:
    content = CONTENTS[code]
    publication = publish(None, code, content, at=NOW)
    assert publication is not None
    assert len({r.id for r in content.fee_rules}) == len(content.fee_rules)
    assert content.results
    assert content.pay_basis == "assumed"


def test_founding_a_household_business_costs_150_000_before_acceptance_and_nothing_goes_back() -> (
    None
):
    quote = online("1.001612")
    assert (quote.total, quote.pay, quote.mark) == (150_000, "before_acceptance", "unconfirmed")
    (line,) = quote.lines
    assert line.refund_when == "never"
    assert "không được hoàn trả" in (line.source or "")
    assert CONTENTS["1.001612"].limits[0].value == 3
    assert CONTENTS["1.001612"].results[0].name == "Giấy chứng nhận đăng ký hộ kinh doanh"


def test_there_is_enough_to_demonstrate() -> None:
    terms = QuoteTerms(channel="online")
    quotes = {
        code: content.quotation(terms, at=NOW).quote
        for code, content in DEMO.items()
        if "online" in content.channels
    }
    free = [code for code, quote in quotes.items() if quote.pay == "none"]
    first = [
        code
        for code, quote in quotes.items()
        if quote.pay == "before_acceptance" and quote.total >= 15_000
    ]
    later = [
        code
        for code, quote in quotes.items()
        if quote.pay == "before_result" and quote.total >= 15_000
    ]
    small = [code for code, quote in quotes.items() if 0 < quote.total < 15_000]
    assert min(len(free), len(first), len(later)) >= 9
    assert small


def test_invented_fees_stand_in_no_catalogue_but_the_demonstrations() -> None:
    assert not [
        rule.id
        for content in all_contents().values()
        for rule in content.fee_rules
        if rule.basis == "synthetic" or (rule.amount is not None and rule.source is None)
    ]
    invented = {rule.id for c in DEMO.values() for rule in c.fee_rules if rule.mark == "demo"}
    assert len({rule.rpartition("-")[0] for rule in invented}) == len(shapes.demo_fees().fees) == 28


def test_no_amount_is_quoted_of_what_the_portal_does_not_state() -> None:
    """Every procedure, channel and day: an unknown fee is never 0 by itself."""
    for code, content in all_contents().items():
        for channel, at in product(content.channels, (NOW, NOW.replace(year=2027, month=6))):
            quote = content.quotation(QuoteTerms(channel=channel), at=at).quote
            if not quote.total and not quote.unassessed:
                rules = [r for r in content.fee_rules if r.channel in (None, channel)]
                assert any(rule.amount == 0 for rule in rules), code


def test_no_refund_happens_by_itself_without_a_source() -> None:
    for content in CONTENTS.values():
        for rule in content.fee_rules:
            assert rule.refund_when == "never"


def test_a_limit_without_a_unit_is_working_days_and_marked_assumed() -> None:
    (online_limit,) = [limit for limit in CONTENTS["1.004873"].limits if limit.channel == "online"]
    assert (online_limit.value, online_limit.unit, online_limit.assumed) == (3, "working_day", True)


@pytest.mark.parametrize(
    ("code", "case", "total"),
    [
        ("2.001199", None, 100_000),
        ("1.002010", None, 25_000),
        ("3.000347", None, 135_000),
        ("2.000620", "khu-vuc-khac-ho-kd-ca-nhan", 100_000),
        ("2.000620", "khu-vuc-khac-to-chuc", 300_000),
        ("1.012278", "benh-vien", 5_250_000),
    ],
)
def test_the_fee_follows_case_channel_and_period(code: str, case: str | None, total: int) -> None:
    assert quoted(code, QuoteTerms(channel="online", case=case)).total == total


def test_certified_copies_are_priced_by_the_page() -> None:
    terms = QuoteTerms(channel="counter", counts={"phi": 10})
    assert quoted("2.000815", terms).total == 12_000
