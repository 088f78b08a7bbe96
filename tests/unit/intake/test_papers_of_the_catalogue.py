"""Over all procedures: nothing is demanded that the State has, and everything demanded says why."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from contracts.required_documents import Component, PaperStatement
from docs import papers
from intake.domain.demanded_papers import (
    FilingSituation,
    cases_to_choose,
    demands,
    is_conditional,
)
from intake.domain.paper_reasons import REASONS
from intake.domain.procedure_content import ProcedureContent
from tests.unit.test_data_catalogue import all_contents

HERE = Path(__file__).parent
ROWS = json.loads((HERE / "second_reader_papers.json").read_text("utf-8"))["rows"]
SUBSTITUTIONS = Path("data/document_substitutions.json")


def situations(content: ProcedureContent) -> Iterator[FilingSituation]:
    """Every channel, by oneself and by somebody else, in no case, in each and in all of them, with
    no condition and with all of them."""
    cases = cases_to_choose(content)
    choices = ((), cases, *((each,) for each in cases))
    applying = {each.id: True for each in content.documents if is_conditional(each)}
    for channel, delegated, chosen, conditions in product(
        content.channels, (False, True), choices, ({}, applying)
    ):
        statement = PaperStatement(cases=chosen, conditions=conditions)
        yield FilingSituation(channel=channel, is_delegated=delegated, statement=statement)


def demanded(content: ProcedureContent) -> dict[str, Component]:
    """Every paper that is demanded in some situation, alternatives too."""
    return {
        component.id: component
        for situation in situations(content)
        for demand in demands(content, situation)
        for component in demand.components
    }


def substitutions() -> dict[str, list[str]]:
    """Code -> the papers that the resolution's rows replace."""
    rows = json.loads(SUBSTITUTIONS.read_text("utf-8"))["rows"]
    named: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        named[row["code"]].append(plain(row["document_replaced"]))
    return named


def plain(text: str) -> str:
    return " ".join(text.casefold().replace("ủy", "uỷ").split()).strip(" .;,")


def test_no_procedure_demands_what_the_state_has_and_each_demanded_paper_says_why() -> None:
    """Compared with the rows by number, and again by the words of the papers' names."""
    count, held, replaced = 0, 0, substitutions()
    for code, content in all_contents().items():
        needed = demanded(content)
        assert content.source, code
        for component in needed.values():
            assert not component.replaced_by, (code, component.id)
            assert component.reason in REASONS, (code, component.id)
            parts = {plain(part.name) for part in component.held_parts}
            name = plain(component.name)
            assert not {row for row in replaced[code] if row in name} - parts, (code, component.id)
        count += len(needed)
        held += sum(bool(each.replaced_by) for each in content.documents)
    print(f"{len(all_contents())} procedures demand {count} papers, none of {held} held ones")
    assert count > 11_000
    assert held > 330


def test_what_is_required_without_a_condition_is_demanded_where_its_case_and_channel_are() -> None:
    """Nothing too little: what is left out is held by the State, or shown where nobody stands."""
    for code, content in all_contents().items():
        left = {each.id for each in content.documents} - demanded(content).keys()
        for component in content.documents:
            if component.id not in left or component.requirement not in ("required", "alternative"):
                continue
            is_form = component.is_application_form and component.by_channel == ("online",)
            is_elsewhere = component.presented and "counter" not in content.channels
            not_taken = component.by_channel and not {*component.by_channel} & {*content.channels}
            is_met = component.replaced_by or component.requirement == "alternative"
            assert is_met or is_form or is_elsewhere or not_taken, (code, component.id)


def test_the_page_of_ten_procedures_says_what_the_rule_says() -> None:
    assert papers.PAGE.read_text("utf-8") == papers.page(), "python -m docs.papers"
    assert papers.PAGE.read_text("utf-8").count("\n## ") == 10


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_second_reader_of_papers_agrees(row: Mapping[str, Any]) -> None:
    component = next(
        each
        for each in all_contents()[row["code"]].documents
        if each.name.startswith(row["paper"]) or row["paper"] in each.name
    )
    assert component.requirement == row["expected"]
    assert component.is_application_form == row["is_application_form"]
    assert bool(component.replaced_by) == row["replaced"]
    assert list(component.by_channel) == row.get("by_channel", [])
