"""The templates of results and the forms of the twenty procedures: whole, unique and consistent."""

import json
import re
import unicodedata
from pathlib import Path
from typing import Any, Final, get_args

import pytest

from contracts.printable import is_printable
from contracts.result_templates import (
    GENERAL,
    FieldKind,
    ResultTemplate,
    template_of,
    templates,
)

DATA: Final = Path(__file__).parents[3] / "data"
IN_DEPTH: Final = (
    *("1.001612", "2.000720", "2.000635", "1.001193", "1.004884", "1.000894", "1.004873"),
    *("1.000656", "2.000815", "2.000884", "1.004859", "1.001022", "1.013225", "2.000620"),
    *("1.013855", "1.014199", "3.000333", "1.004194", "2.001583", "2.001628"),
)
CATALOGUE: Final = {
    entry["code"]: entry["content"]
    for entry in json.loads((DATA / "catalogue/procedures.json").read_text("utf-8"))["procedures"]
}
RESERVED: Final = {"agency"}
"""What a sentence may name beside fields."""


def form(code: str) -> dict[str, Any]:
    text = (DATA / "forms" / f"{code}.fields.json").read_text("utf-8")
    parsed: dict[str, Any] = json.loads(text)
    return parsed


def template_for(code: str) -> ResultTemplate:
    """The template of the result that the procedure gives; one of its own."""
    own = [template_of(kind["code"]) for kind in CATALOGUE[code]["results"]]
    return next(template for template in own if template.id != GENERAL)


def test_the_twenty_procedures_have_forms_and_nobody_else() -> None:
    named = {path.name.split(".fields.")[0] for path in (DATA / "forms").glob("*.fields.json")}

    assert named == set(IN_DEPTH)
    assert len(IN_DEPTH) == 20


@pytest.mark.parametrize("code", IN_DEPTH)
def test_a_form_names_each_field_once_with_its_kind_and_label(code: str) -> None:
    fields = form(code)["fields"]
    names = [field["name"] for field in fields]

    assert form(code)["procedure"] == code
    assert form(code)["name"] == CATALOGUE[code]["name"]
    assert len(set(names)) == len(names) >= 7
    for field in fields:
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", field["name"])
        assert field["kind"] in (*get_args(FieldKind), "rows")
        assert bool(field.get("options")) == (field["kind"] == "choice")
        assert field["label"] == unicodedata.normalize("NFC", field["label"])
        assert is_printable(field["label"])


@pytest.mark.parametrize("code", IN_DEPTH)
def test_what_a_result_takes_from_the_answers_is_in_the_form_with_the_same_kind(code: str) -> None:
    fields_of_form = {field["name"]: field for field in form(code)["fields"]}

    for field in template_for(code).fields:
        if field.by == "official":
            continue
        if field.required:
            assert field.name in fields_of_form, field.name
        if field.name in fields_of_form:
            options = [option.value for option in field.options]
            assert fields_of_form[field.name]["kind"] == field.kind
            assert [o["value"] for o in fields_of_form[field.name].get("options", [])] == options


@pytest.mark.parametrize("template", templates(), ids=lambda template: template.id)
def test_a_template_prints_each_of_its_fields_and_names_no_other(template: ResultTemplate) -> None:
    names = [field.name for field in template.fields]
    required = {field.name for field in template.fields if field.required}
    printed: set[str] = set()
    for block in template.blocks:
        sentence = set(re.findall(r"\{(\w+)\}", block.text or ""))
        assert sentence <= required | RESERVED, "a sentence with a hole"
        printed |= sentence - RESERVED | set(block.line) | ({block.list} - {None})  # type: ignore[operator]

    assert len(set(names)) == len(names)
    assert printed == set(names)
    assert "{number}" in template.number
    assert template.title or template.id == GENERAL


def test_a_kind_of_result_has_one_template_and_is_given_by_a_procedure() -> None:
    codes = [code for template in templates() for code in template.results]
    in_catalogue = {kind["code"] for content in CATALOGUE.values() for kind in content["results"]}

    assert len(set(codes)) == len(codes)
    assert set(codes) <= in_catalogue
    assert template_of("KQ.UNKNOWN").id == template_of(None).id == GENERAL


def test_the_titles_of_results_are_whole() -> None:
    for content in CATALOGUE.values():
        assert not [kind["name"] for kind in content["results"] if "…" in kind["name"]]
