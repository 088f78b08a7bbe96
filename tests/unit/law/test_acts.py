"""The acts in force: what a rule cites has not ended, and where it was read is known."""

import json
import re
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from docs.lawbook.acts import Act, acts, questions, sources
from docs.lawbook.rules import ROOT, Rule, RuleValue, rules

BOOK = rules()
ENDED = [act for act in acts() if act.effective_until and act.effective_until < date(2026, 11, 29)]
PRINTED = [
    *(ROOT / "services" / "documents" / "documents" / "rendering").rglob("*.typ"),
    *(ROOT / "services" / "notifications" / "notifications").rglob("*.json"),
    *(ROOT / "services" / "portal" / "portal").rglob("*.html"),
    *(ROOT / "services" / "portal" / "portal").rglob("*.json"),
]
"""What citizens and officials read."""


def applied_last(rule: Rule) -> RuleValue | None:
    applied = [value for value in rule.values if value.waits_for is None]
    return applied[-1] if applied else None


def test_the_acts_stand_in_the_order_of_their_days() -> None:
    assert {name for act in ENDED for name in act.names} >= {"NĐ 42/2022", "NĐ 123/2020"}
    for act in acts():
        assert act.effect.vi
        assert act.effect.en
        if act.effective_from and act.effective_until:
            assert act.effective_from < act.effective_until


@pytest.mark.parametrize("act", ENDED, ids=lambda act: act.names[0])
def test_no_rule_that_is_applied_explains_itself_by_an_act_that_has_ended(act: Act) -> None:
    citing = [
        rule.id
        for rule in BOOK
        if (value := applied_last(rule)) and value.cite and cites(value.cite, act)
    ]
    assert citing == []


@pytest.mark.parametrize("act", ENDED, ids=lambda act: act.names[0])
def test_nothing_printed_cites_an_act_that_has_ended(act: Act) -> None:
    assert len(PRINTED) > 10
    assert [path.name for path in PRINTED if cites(path.read_text("utf-8"), act)] == []


def cites(text: str, act: Act) -> bool:
    return any(re.search(rf"{re.escape(name)}\b", text) for name in act.names)


def test_every_place_where_a_text_was_read_is_listed_and_used() -> None:
    used = {value.read_in for rule in BOOK for value in rule.values}
    used |= {act.read_in for act in acts()}

    assert {source.id for source in sources()} == used - {None}


def test_what_is_still_unknown_is_asked_in_both_languages() -> None:
    assert len(questions()) >= 9
    assert all(question.vi and question.en for question in questions())


def test_a_paper_may_name_an_article_only_where_the_text_was_read() -> None:
    named = [
        f"{rule.id}: {value.cite}"
        for rule in BOOK
        for value in rule.values
        if value.cite and "Điều" in value.cite and value.confidence != "H"
    ]
    assert named == []


def test_a_rule_is_applied_somewhere_or_waits_for_a_part_of_the_system() -> None:
    named = {"id": "r", "section": "data", "position": 1, "name": "r", "applied_in": ()}
    value = {"text": "x", "confidence": "L"}
    with pytest.raises(ValueError, match="where it is applied"):
        Rule.model_validate({**named, "standing": "added", "values": [value]})
    Rule.model_validate({**named, "standing": "added", "values": [{**value, "waits_for": "desk"}]})


def test_no_region_of_aws_lies_in_vietnam() -> None:
    endpoints = json.loads((files("botocore") / "data" / "endpoints.json").read_text("utf-8"))
    regions = [
        region["description"]
        for partition in endpoints["partitions"]
        for region in partition["regions"].values()
    ]
    assert "Asia Pacific (Thailand)" in regions
    assert [name for name in regions if re.search("viet|hanoi|ho chi minh", name, re.I)] == []


@pytest.mark.parametrize("path", ["docs/law.md", "docs/law.vi.md"])
def test_the_page_says_where_data_may_be_kept_and_what_is_not_applied(path: str) -> None:
    page = Path(ROOT / path).read_text("utf-8")

    assert "Luật BVDLCN 91/2025 Điều 20" in page
    assert "(operations/decisions." in page
    assert "Region" in page
    assert page.count("chưa áp dụng: ") + page.count("not yet applied: ") > 50
