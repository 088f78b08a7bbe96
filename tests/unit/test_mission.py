"""The page of the mission: twelve systems, each shown by rows of the evidence that have figures."""

import pytest
import yaml

from docs.mission import PAGE, ROWS, SYSTEMS, Evidence, System, page, row_shown

DOCUMENTED: list[System] = yaml.safe_load(SYSTEMS.read_text("utf-8"))
EVIDENCE: list[Evidence] = yaml.safe_load(ROWS.read_text("utf-8"))


def test_the_page_is_what_its_data_and_the_evidence_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m docs.mission`"


def test_there_are_twelve_systems() -> None:
    assert len({each["system"] for each in DOCUMENTED}) == 12


@pytest.mark.parametrize("system", DOCUMENTED, ids=lambda each: each["system"])
def test_what_works_is_shown_and_what_is_shown_works(system: System) -> None:
    assert bool(system["works"]) == bool(system["shown"])
    assert system["confirm"]


@pytest.mark.parametrize("system", DOCUMENTED, ids=lambda each: each["system"])
def test_whatever_is_shown_has_a_figure(system: System) -> None:
    lines = {line for line in page().splitlines() if "not shown yet" in line}
    shown = [row_shown(each, EVIDENCE) for each in system["shown"]]
    assert not [row for row in shown if any(f"`{row['command']}`" in line for line in lines)]


@pytest.mark.parametrize("reference", ["B9 make nothing", "B4 "])
def test_a_reference_to_no_row_or_to_several_is_refused(reference: str) -> None:
    with pytest.raises(ValueError, match="rows begin with"):
        row_shown(reference, EVIDENCE)
