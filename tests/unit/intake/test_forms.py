"""The forms of the procedures in depth: whole, of the subset, and judged rightly."""

import json
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.testing.answers import sample_answers
from data import shapes
from data.convert.forms import FORMS, form_from
from intake.domain.answer_faults import SENTENCES, AnswerFault, rejected
from intake.domain.form import Form
from intake.domain.procedure_content import ProcedureContent
from intake.forms.accept import FormMalformed, require_acceptable
from intake.forms.general import general_form
from intake.forms.judge import faults_of, judge
from kit.core.model import JsonDict
from tests.unit.intake.form_answers import CODES, TODAY, one_wrong, right_answers, source

DAY: Final = TODAY.isoformat()
CODE: Final = st.sampled_from(CODES)
CHEAP: Final = settings(max_examples=150, deadline=None)


def faults_in(form: Form, answers: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault.text, fault.rule) for fault in judge(form, answers, day=DAY)]


def test_twenty_forms_are_of_the_subset_and_as_their_fields_say() -> None:
    assert len(CODES) == 20
    for code in CODES:
        listed = json.loads((FORMS / f"{code}.fields.json").read_text("utf-8"))
        assert shapes.form(code) == form_from(listed), "python -m data.convert.forms"
        require_acceptable(source(code).form)
        assert faults_in(source(code).form, sample_answers(shapes.form(code) or {})) == []


def test_every_other_procedure_has_the_general_form_of_its_papers() -> None:
    for entry in shapes.catalogue().procedures:
        form = general_form(ProcedureContent.model_validate_json(json.dumps(entry.content)))
        require_acceptable(form)
        assert faults_in(form, sample_answers(form.model_dump(mode="json"))) == []
        assert faults_in(form, {"originals": ["?"]}) == [
            ("/request", "required"),
            ("/originals/0", "one_of")
            if "originals" in form.field_schemas
            else ("/originals", "unknown_field"),
        ]


@CHEAP
@given(st.data())
def test_no_right_answer_is_refused(data: st.DataObject) -> None:
    code = data.draw(CODE)
    answers = data.draw(right_answers(code))

    assert faults_in(source(code).form, answers) == []
    assert source(code).form.without_hidden(answers) == answers


@CHEAP
@given(st.data())
def test_a_wrong_answer_is_named_by_its_field_and_rule_and_no_other_is(data: st.DataObject) -> None:
    code = data.draw(CODE)
    answers, name, rule = data.draw(one_wrong(code))
    form = source(code).form

    faults = judge(form, answers, day=DAY)

    of_field = [fault.rule for fault in faults if fault.field == name]
    assert rule in of_field
    partners = {other for other, f in source(code).fields.items() if f.get("not_before") == name}
    assert {fault.field for fault in faults} - {name} <= partners
    page = form.page_of(name)
    assert page is not None
    assert name in {fault.field for fault in faults_of(page, faults)}


@CHEAP
@given(st.data())
def test_the_pages_together_find_what_the_whole_finds(data: st.DataObject) -> None:
    """Whatever is answered, on hidden pages too."""
    code = data.draw(CODE)
    form = source(code).form
    mixed = {**data.draw(right_answers(code)), **data.draw(one_wrong(code))[0]}
    names = st.sampled_from(sorted(form.field_schemas))
    junk = st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.lists(st.integers())
    answers = {**mixed, **data.draw(st.dictionaries(names, junk, max_size=6))}

    whole = judge(form, answers, day=DAY)

    by_page = [fault for page in form.pages for fault in faults_of(page, whole)]
    assert sorted(by_page, key=repr) == sorted(whole, key=repr)
    hidden = [name for page in form.pages if not page.is_shown(answers) for name in page.fields]
    shown = form.without_hidden(answers)
    assert {fault.field for fault in whole} >= {name for name in hidden if name in answers}
    assert [f for f in judge(form, shown, day=DAY) if f.rule == "not_applicable"] == []


def test_each_fault_has_its_sentence_in_both_languages() -> None:
    form = source("1.001612").form
    answers = {"business_lines": ["", "x"], "capital": -1, "owner_birth_date": "2999-01-01"}
    answers |= {"established_by": "household", "members": [{"name": "An"}], "nobody": 1}
    problem = rejected(form, judge(form, answers, day=DAY))

    sentences = {error.pointer: (error.rule, error.vi, error.en) for error in problem.errors}
    assert sentences["/business_lines/0"] == (
        "min_length",
        "Ngành, nghề kinh doanh (1): vui lòng nhập ít nhất 1 ký tự.",
        "Lines of business (1): please enter at least 1 character(s).",
    )
    assert sentences["/members/0/identity_number"] == (
        "required",
        "Vui lòng điền: Số định danh cá nhân.",
        "Please fill in: Personal identity number.",
    )
    assert sentences["/owner_birth_date"][0] == "past"
    assert sentences["/nobody"][0] == "unknown_field"
    assert problem.field == "answers.business_name"
    for rule in SENTENCES:
        fault = AnswerFault(pointer=("owner_sex",), rule=rule, limit=1, other="capital")
        (error,) = rejected(form, [fault]).errors
        assert error.vi != error.en
        assert "{" not in error.vi + error.en


def broken(**changes: Any) -> JsonDict:
    """A form with one part of its schema or pages replaced."""
    form = json.loads(json.dumps(shapes.form("2.000635")))
    form["schema"] |= {key: value for key, value in changes.items() if key != "pages"}
    return {**form, "pages": changes.get("pages", form["pages"])}


PAGES: Final = (shapes.form("2.000635") or {})["pages"]
FIELDS: Final = (shapes.form("2.000635") or {})["schema"]["properties"]
TITLE: Final = {"vi": "Ô", "en": "Box"}


@pytest.mark.parametrize(
    "form",
    [
        broken(type="array"),
        broken(additionalProperties=True),
        broken(anyOf=[]),
        broken(properties={**FIELDS, "x": {"type": "string", "maxLength": 9}}),
        broken(properties={**FIELDS, "copies": {"$ref": "http://a.vn", "x-title": TITLE}}),
        broken(properties={**FIELDS, "copies": {"$ref": "#/$defs/nothing", "x-title": TITLE}}),
        broken(properties={**FIELDS, "extra": FIELDS["copies"]}),
        broken(required=["spouse_name"]),
        broken(allOf=[]),
        broken(allOf=None),
        broken(pages=PAGES[1:]),
        broken(pages=[PAGES[1], PAGES[0], *PAGES[2:]]),
        broken(pages=[*PAGES, PAGES[0]]),
        broken(pages=[{**PAGES[0], "fields": [*PAGES[0]["fields"], "nobody"]}, *PAGES[1:]]),
        broken(pages=[PAGES[0], {**PAGES[1], "when": {"event_kind": ["no"]}}, *PAGES[2:]]),
    ],
)
def test_a_form_that_is_not_of_the_subset_or_whose_pages_disagree_is_refused(
    form: JsonDict,
) -> None:
    with pytest.raises(FormMalformed) as refused:
        require_acceptable(Form.model_validate_json(json.dumps(form)))
    assert refused.value.errors
