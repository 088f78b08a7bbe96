"""Which papers a dossier needs, by case, channel, condition and what the State has: the tables."""

from typing import Any

import pytest

from contracts.required_documents import (
    Component,
    DocumentCase,
    GroundedRequest,
    PaperHeldByState,
    PaperStatement,
    Replacement,
)
from contracts.terms import Channel
from intake.domain.completeness import (
    PaperCaseMissing,
    PaperMissing,
    UnknownPaperCase,
    missing_demands,
    require_grounds,
    require_statement,
)
from intake.domain.demanded_papers import FilingSituation, demands, needs_choice, recorded
from intake.domain.procedure_content import ProcedureContent
from kit.core.errors import Invalid
from kit.testing.clock import NOW
from tests.unit.intake.world import a_form, a_procedure

LAND = (Replacement(row=554, database="Cơ sở dữ liệu quốc gia về đất đai"),)


def paper(id: str, requirement: str = "required", reason: str = "PLAIN", **facts: Any) -> Component:
    """A paper of every dossier unless `case` says otherwise."""
    fields = {"id": id, "name": f"Giấy {id}", "required": False, "requirement": requirement}
    return Component.model_validate(fields | {"reason": reason} | facts)


def content(*papers: Component, cases: str = "") -> ProcedureContent:
    """`cases`: kinds of the cases c0, c1, ..., between blanks."""
    listed = [DocumentCase(id=f"c{n}", kind=kind) for n, kind in enumerate(cases.split())]
    return a_procedure(documents=papers, document_cases=tuple(listed))


def situation(
    channel: Channel = "online", *, is_delegated: bool = False, **statement: Any
) -> FilingSituation:
    return FilingSituation(
        channel=channel, is_delegated=is_delegated, statement=PaperStatement(**statement)
    )


def demanded(procedure: ProcedureContent, at: FilingSituation) -> list[str]:
    """Of each demand its papers, as "p1" or "p1|p2"."""
    return ["|".join(each.ids) for each in demands(procedure, at)]


ALL = content(
    paper("form", reason="FORM", is_application_form=True),
    paper("desk", by_channel=("counter", "post")),
    paper("eform", reason="FORM_BY_CHANNEL", is_application_form=True, by_channel=("online",)),
    paper("shown", reason="PRESENT", presented=True),
    paper("if", "conditional", "IN_CASE"),
    paper("data", "required", "DATA_MAY_REPLACE"),
    paper("unclear", "not_stated", "SHORTENED_SOURCE"),
    paper("land", replaced_by=LAND),
    paper("a", "alternative", "ELSE_PAIR"),
    paper("b", "alternative", "ELSE_ROW"),
    paper("birth", case="c0"),
    paper("death", case="c1"),
    paper("mandate", case="c2"),
    paper("one", "alternative", "ONE_OF_CASE", case="c3"),
    paper("other", "alternative", "ONE_OF_CASE", case="c3"),
    paper("note", case="c4"),
    cases="case case delegation one_of note",
)
ALWAYS = ["form", "a|b", "one|other"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (situation(), ALWAYS),
        (situation("post"), ["form", "desk", "a|b", "one|other"]),
        (situation("counter"), ["form", "desk", "shown", "a|b", "one|other"]),
        (situation(cases=("c0",)), ["form", "a|b", "birth", "one|other"]),
        (situation(cases=("c0", "c1")), ["form", "a|b", "birth", "death", "one|other"]),
        (situation(cases=()), ALWAYS),
        (situation(conditions={"if": True}), ["form", "if", "a|b", "one|other"]),
        (situation(conditions={"if": False}), ALWAYS),
        (situation(conditions={"data": True}), ["form", "data", "a|b", "one|other"]),
        (situation(conditions={"land": True, "unclear": True}), ALWAYS),
        (situation(is_delegated=True), ["form", "a|b", "mandate", "one|other"]),
    ],
)
def test_the_table_of_what_is_demanded(at: FilingSituation, expected: list[str]) -> None:
    assert demanded(ALL, at) == expected


def test_alternatives_of_which_the_state_has_one_are_not_demanded() -> None:
    one, other = paper("a", "alternative", "ELSE_PAIR"), paper("b", "alternative", "ELSE_ROW")
    held = other.evolve(replaced_by=LAND)
    assert demanded(content(one, other), situation()) == ["a|b"]
    assert demanded(content(one, held), situation()) == []


def test_who_files_for_somebody_proves_it_by_one_paper_or_by_those_that_they_state() -> None:
    person = paper("person", "conditional", "AUTHORISED", case="c0")
    contract = paper("contract", "conditional", "AUTHORISED", case="c1")
    letter = paper("letter", "conditional", "AUTHORISED", case="c1")
    company = content(person, contract, letter, cases="delegation delegation")
    organisation = {"contract": True, "letter": True}

    assert demanded(company, situation()) == []
    assert demanded(company, situation(is_delegated=True)) == ["person|contract|letter"]
    stated = situation(is_delegated=True, conditions=organisation)
    assert demanded(company, stated) == ["contract", "letter"]


def test_a_paper_without_a_judgement_goes_by_its_mark() -> None:
    marked = Component(id="tp01", name="Đơn", required=True)
    assert demanded(content(marked, marked.evolve(id="x", required=False)), situation()) == ["tp01"]


def test_a_case_has_to_be_chosen_and_none_of_them_is_a_choice_beside_other_papers() -> None:
    cases = content(paper("birth", case="c0"), paper("death", case="c1"), cases="case case")
    beside = content(paper("form"), paper("birth", case="c0"), cases="case")
    only = content(paper("birth", case="c0"), cases="case")

    assert needs_choice(cases, PaperStatement())
    assert needs_choice(cases, PaperStatement(cases=()))
    assert not needs_choice(cases, PaperStatement(cases=("c1",)))
    assert needs_choice(beside, PaperStatement())
    assert not needs_choice(beside, PaperStatement(cases=()))
    assert not needs_choice(only, PaperStatement())
    assert demanded(only, situation()) == ["birth"]
    with pytest.raises(PaperCaseMissing):
        missing_demands(cases, situation(), {"birth", "death"})


def test_every_missing_paper_is_named_with_its_component_in_one_refusal() -> None:
    errors = PaperMissing(missing_demands(ALL, situation(cases=("c1",)), {"b"})).errors
    assert [each.field for each in errors] == ["papers.form", "papers.death", "papers.one"]
    assert "Giấy form" in errors[0].vi
    assert errors[2].vi == "Thiếu một trong các giấy tờ sau: Giấy one; Giấy other."
    present = {"a", "form", "death", "other"}
    assert missing_demands(ALL, situation(cases=("c1",)), present) == ()


def test_what_nobody_stated_is_recorded_as_not_applying() -> None:
    filed = recorded(ALL, situation(cases=("c0",), conditions={"if": True}))
    assert (filed.cases, filed.conditions) == (("c0",), {"if": True, "data": False})


def test_a_desk_takes_what_the_state_has_only_with_a_ground_which_then_demands_it() -> None:
    ground = GroundedRequest(
        component="land", ground="differs", database=LAND[0].database, by="desk", at=NOW
    )
    grounded = PaperStatement(grounds=(ground,))

    with pytest.raises(PaperHeldByState) as refused:
        require_grounds(ALL, PaperStatement(), {"land"})
    assert refused.value.field == "papers.land"
    assert LAND[0].database in refused.value.message("vi")
    require_grounds(ALL, grounded, {"land"})
    assert "land" in demanded(ALL, situation("counter", grounds=(ground,)))


def test_a_statement_of_what_the_version_does_not_have_is_refused() -> None:
    with pytest.raises(UnknownPaperCase):
        require_statement(ALL, PaperStatement(cases=("c2",)))
    for statement, code in (
        (PaperStatement(conditions={"none": True}), "unknown_component"),
        (PaperStatement(grounds=(_ground("none"),)), "unknown_component"),
        (PaperStatement(grounds=(_ground("form"),)), "ground_needless"),
    ):
        with pytest.raises(Invalid) as refused:
            require_statement(ALL, statement)
        assert refused.value.code == code


def _ground(component: str) -> GroundedRequest:
    return GroundedRequest(
        component=component, ground="not_answered", database="Cơ sở dữ liệu", by="desk", at=NOW
    )


@pytest.mark.parametrize(("channel", "expected"), [("online", []), ("counter", ["form"])])
def test_who_answers_the_procedures_own_form_uploads_no_application_form(
    channel: Channel, expected: list[str]
) -> None:
    listed = content(paper("form", reason="FORM", is_application_form=True))

    assert demanded(listed, situation(channel)) == ["form"]
    assert demanded(listed.evolve(form=a_form("name")), situation(channel)) == expected
