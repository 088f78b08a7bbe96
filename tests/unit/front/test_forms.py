"""Forms from schemas: each kind of field, and answers as a browser sends them."""

import json
from typing import Any

import pytest

from front.forms.fields import Field, FormSchema
from front.forms.page_values import entries
from front.forms.reading import answers_of, day, number, without_row
from front.forms.shown import day_parts, grouped, place
from front.visit import Form
from infra.places import ROOT

FORMS = sorted((ROOT / "data" / "forms").glob("*.form.json"))
TEXTS = {"x-title": {"vi": "Tên", "en": "Name"}}
KINDS: list[tuple[dict[str, Any], str]] = [
    ({"type": "string"}, "text"),
    ({"type": "string", "x-lines": 3}, "long_text"),
    ({"type": "string", "format": "date"}, "date"),
    ({"type": "string", "format": "email"}, "email"),
    ({"type": "string", "x-autocomplete": "tel"}, "tel"),
    ({"type": "integer"}, "number"),
    ({"type": "number"}, "number"),
    ({"type": "boolean"}, "yes_no"),
    ({"const": True}, "declaration"),
    ({"enum": ["a", "b"]}, "radios"),
    ({"enum": list("abcdefg")}, "select"),
    ({"type": "array", "items": {"enum": ["a"]}}, "checkboxes"),
    ({"type": "array", "items": {"type": "string"}}, "list"),
    ({"type": "array", "items": {"type": "object", "properties": {}}}, "rows"),
    ({"$ref": "#/$defs/day"}, "date"),
]


def schema_of(part: dict[str, Any]) -> FormSchema:
    defined = {"day": {"type": "string", "format": "date"}}
    properties = {"x": part | TEXTS}
    return FormSchema({"properties": properties, "required": ["x"], "$defs": defined})


@pytest.mark.parametrize(("part", "kind"), KINDS)
def test_each_kind_of_answer_has_its_field(part: dict[str, Any], kind: str) -> None:
    [field] = schema_of(part).fields(["x", "unknown"], "en")

    assert (field.kind, field.title, field.required) == (kind, "Name", True)


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name.removesuffix(".form.json"))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_shipped_form_can_be_shown(path: Any, language: str) -> None:
    form = json.loads(path.read_text("utf-8"))
    schema = FormSchema(form["schema"])
    for page in form["pages"]:
        fields = schema.fields(page["fields"], language)
        assert [each.name for each in fields] == page["fields"]
        for each in fields:
            assert each.title != each.name, "it has words"
            assert all(option.title for option in each.options)
            assert each.columns or each.kind != "rows"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("50.000.000", 50_000_000),
        ("50 000 000", 50_000_000),
        ("50,000,000", 50_000_000),
        ("0", 0),
        ("3,5", 3.5),
        ("3.5", 3.5),
        ("1.5000", "1.5000"),
        ("năm", "năm"),
        ("-2", -2),
        ("", ""),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, expected: object) -> None:
    assert number(text) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("1", "2", "2026"), "2026-02-01"),
        (("31", "2", "2026"), "2026-02-31"),
        (("", "", ""), ""),
        (("1", "", "2026"), "1//2026"),
        (("1", "2", "26"), "1/2/26"),
        (("một", "2", "2026"), "một/2/2026"),
    ],
)
def test_a_day_that_cannot_be_read_stays_as_it_was_typed(
    parts: tuple[str, str, str], expected: str
) -> None:
    assert day(parts) == expected
    shown = tuple(part.lstrip("0") for part in parts)
    assert day_parts(expected) == shown or expected == ""


def test_answers_of_every_kind_are_read_and_what_is_empty_is_left_out() -> None:
    fields = [
        Field("name", "text", "t"),
        Field("empty", "text", "t"),
        Field("many", "checkboxes", "t"),
        Field("agreed", "yes_no", "t"),
        Field("declared", "declaration", "t"),
        Field("lines", "list", "t", most=9),
        Field("rows", "rows", "t", most=2, columns=(Field("a", "text", "t"),)),
        Field("fixed", "text", "t", locked=True),
    ]
    form = Form(
        (
            ("a.name", " An \r\n"),
            ("a.empty", "  "),
            ("a.many", "x"),
            ("a.many", "y"),
            ("a.agreed", "false"),
            ("a.declared", "true"),
            ("a.lines", "one"),
            ("a.lines", ""),
            ("a.rows.0.a", ""),
            ("a.rows.1.a", "second"),
            ("a.rows.7.a", "third, and one too many"),
            ("a.fixed", "forged"),
        )
    )

    assert answers_of(fields, form) == {
        "name": "An",
        "many": ["x", "y"],
        "agreed": False,
        "declared": True,
        "lines": ["one"],
        "rows": [{"a": "second"}],
    }


def test_a_row_is_taken_out_and_an_empty_list_with_it() -> None:
    assert without_row({"x": [1, 2], "y": 3}, "x", 0) == {"x": [2], "y": 3}
    assert without_row({"x": [1]}, "x", 0) == {}
    assert without_row({"x": "text"}, "x", 0) == {"x": "text"}


def test_a_list_shows_one_row_at_least_and_one_more_where_it_is_wanted() -> None:
    field = Field("x", "list", "t", most=2)

    assert entries(field, None) == [""]
    assert entries(field, ["a"]) == ["a"]
    assert entries(field, ["a"], more="x") == ["a", ""]
    assert entries(field, ["a", "b"], more="x") == ["a", "b"], "it is full"


def test_places_and_numbers_are_shown_as_the_page_needs_them() -> None:
    assert place("/members/1/name") == "members-1-name"
    assert grouped(50_000_000, "vi") == "50.000.000"
    assert grouped(50_000_000, "en") == "50,000,000"
    assert grouped(2026, "vi") == "2026"
    assert grouped(True, "vi") == "True"
