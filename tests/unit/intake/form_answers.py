"""Right and wrong answers to the forms in depth, made from the lists of their fields.

The schema is not asked here: what a kind of field takes is written down a second time.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from data import shapes
from intake.domain.form import Form
from kit.core.model import JsonDict

FORMS: Final = Path(__file__).parents[3] / "data" / "forms"
CODES: Final = tuple(sorted(path.name.split(".fields.")[0] for path in FORMS.glob("*.fields.json")))
TODAY: Final = date(2026, 11, 30)
LETTERS: Final = "AÁÂĂBCDĐEÊGHIKLMNOÔƠPQRSTUƯVXY aáâăbcdđeêghiklmnoôơpqrstuưvxy0123456789,./-"
LINES: Final = st.text(LETTERS, min_size=1, max_size=60).filter(str.strip)
DIGITS: Final = "0123456789"
RIGHT: Final[dict[str, st.SearchStrategy[Any]]] = {
    "text": LINES,
    "long_text": LINES,
    "person_name": LINES,
    "address": LINES,
    "identity_number": st.text(DIGITS, min_size=12, max_size=12),
    "phone": st.text(DIGITS, min_size=9, max_size=9).map("0{}".format),
    "email": st.just("an.nguyen@example.vn"),
    "date": st.dates(date(1900, 1, 1), TODAY).map(str),
    "year": st.integers(1900, 2099).map(str),
    "time": st.times().map(lambda each: each.strftime("%H:%M")),
    "number": st.integers(1, 20),
    "money": st.integers(1, 10**15),
    "list": st.lists(LINES, min_size=1, max_size=30, unique=True),
}
WRONG: Final[dict[str, tuple[tuple[Any, str], ...]]] = {
    "text": (
        (3, "string"),
        ("", "min_length"),
        ("  ", "pattern"),
        ("x" * 301, "max_length"),
        ("☃", "not_printable"),
        (None, "string"),
    ),
    "long_text": (([], "string"), ("x" * 2001, "max_length"), ("a\x00", "not_printable")),
    "person_name": (({}, "string"), ("x" * 201, "max_length"), ("李", "not_printable")),
    "address": ((True, "string"), ("x" * 401, "max_length")),
    "identity_number": (("12345678901", "pattern"), ("1234567890ab", "pattern"), (12, "string")),
    "phone": (("12345", "pattern"), ("0912 345 678", "pattern")),
    "email": (("khong-phai-thu", "email"), ("a@", "email")),
    "date": (("2026-02-30", "date"), ("31/12/2020", "date"), (2020, "string"), ("", "date")),
    "year": (("90", "pattern"), ("3000", "pattern"), (1990, "string")),
    "time": (("24:00", "pattern"), ("7:5", "pattern")),
    "number": ((-1, "minimum"), (1.5, "integer"), ("3", "integer"), (10**10, "maximum")),
    "money": ((-1, "minimum"), ("50.000.000", "integer"), (10**16, "maximum")),
    "choice": (("không có", "one_of"), (1, "one_of")),
    "list": (
        ("một dòng", "array"),
        (["a"] * 2, "unique"),
        ([str(n) for n in range(31)], "max_length"),
    ),
    "rows": (([], "min_length"), ([{}] * 21, "max_length")),
}


@dataclass(frozen=True)
class Source:
    """The list of a form's fields, and the form."""

    code: str
    fields: dict[str, JsonDict]
    pages: list[JsonDict]
    form: Form

    def is_needed(self, name: str) -> bool:
        """Where its page is shown."""
        field = self.fields[name]
        return bool(field["required"] or field.get("required_when_shown"))


@cache
def source(code: str) -> Source:
    listed = json.loads((FORMS / f"{code}.fields.json").read_text("utf-8"))
    form = Form.model_validate_json(json.dumps(shapes.form(code)))
    fields = {field["name"]: field for field in listed["fields"]}
    return Source(code, fields, listed["pages"], form)


@st.composite
def right_answers(draw: st.DrawFn, code: str) -> dict[str, Any]:
    """Every question that must be answered, and some of the others."""
    answers: dict[str, Any] = {}
    of = source(code)
    for page in of.pages:
        if all(answers.get(name) in values for name, values in page.get("when", {}).items()):
            for name in page["fields"]:
                if of.is_needed(name) or draw(st.booleans()):
                    answers[name] = draw(_answer(of.fields[name], answers))
    return answers


def _answer(field: JsonDict, earlier: dict[str, Any]) -> st.SearchStrategy[Any]:
    kind = field["kind"]
    if kind == "choice":
        return st.sampled_from([option["value"] for option in field["options"]])
    if kind == "rows":
        columns = {column["name"]: _answer(column, {}) for column in field["columns"]}
        return st.lists(st.fixed_dictionaries(columns), min_size=1, max_size=3)
    if kind == "date":
        first = earlier.get(field.get("not_before", ""))
        after = date.fromisoformat(first) if first else date(1900, 1, 1)
        last = TODAY if field.get("past") else TODAY + timedelta(days=3650)
        return st.dates(after, max(after, last)).map(str)
    return RIGHT[kind]


@st.composite
def one_wrong(draw: st.DrawFn, code: str) -> tuple[dict[str, Any], str, str]:
    """Right answers of which one is wrong; its field and the rule that it breaks."""
    answers = draw(right_answers(code))
    of = source(code)
    steering = {name for page in of.pages for name in page.get("when", {})}
    name = draw(st.sampled_from(sorted(answers.keys() - steering)))
    if of.is_needed(name) and draw(st.booleans()):
        return {key: value for key, value in answers.items() if key != name}, name, "required"
    field = of.fields[name]
    wrong: list[tuple[Any, str]] = list(WRONG[field["kind"]])
    if field.get("past"):
        wrong.append((str(TODAY + timedelta(days=1)), "past"))
    if field.get("not_before") in answers:
        wrong.append(("1800-01-01", "not_before"))
    value, rule = draw(st.sampled_from(wrong))
    return {**answers, name: value}, name, rule
