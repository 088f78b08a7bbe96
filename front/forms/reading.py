"""Answers from what a browser sends: what cannot be read stays text, so that the schema refuses it.

Inputs are named `a.<field>`, in rows `a.<field>.<row>.<column>`, of days `….d`, `….m`, `….y`.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from front.forms.fields import Field, Kind
from front.visit import Form

PREFIX: Final = "a"
GROUPED: Final = re.compile(r"-?[0-9]{1,3}(?:[.,\s\u00a0][0-9]{3})+|-?[0-9]+")
DECIMAL: Final = re.compile(r"-?[0-9]+[.,][0-9]{1,2}")
SEPARATORS: Final = re.compile(r"[.,\s\u00a0]")
DAY_PARTS: Final = ("d", "m", "y")
Answer = Any


def answers_of(fields: Sequence[Field], form: Form) -> dict[str, Answer]:
    """The answers of a page; what is empty or locked is left out."""
    read = ((each.name, _answer(each, f"{PREFIX}.{each.name}", form)) for each in fields)
    locked = {each.name for each in fields if each.locked}
    return {name: answer for name, answer in read if not _is_empty(answer) and name not in locked}


def without_row(answers: dict[str, Answer], field: str, number: int) -> dict[str, Answer]:
    """The answers after one row or entry of a list was taken out."""
    rows = answers.get(field)
    if not isinstance(rows, list):
        return answers
    left = [row for at, row in enumerate(rows) if at != number]
    others = {name: answer for name, answer in answers.items() if name != field}
    return others | ({field: left} if left else {})


def number(text: str) -> int | float | str:
    """ "50.000.000" and "50 000 000" are whole numbers, "3,5" is not; else the text itself."""
    stripped = text.strip()
    if GROUPED.fullmatch(stripped):
        return int(SEPARATORS.sub("", stripped))
    return float(stripped.replace(",", ".")) if DECIMAL.fullmatch(stripped) else stripped


def day(parts: Sequence[str]) -> str:
    """Day, month and year as ISO 8601; what is no such numbers stays as it was typed."""
    d, m, y = (part.strip() for part in parts)
    if not (d or m or y):
        return ""
    if all(part.isascii() and part.isdecimal() for part in (d, m, y)) and len(y) == 4:
        return f"{y}-{int(m):02}-{int(d):02}"
    return "/".join((d, m, y))


def _answer(field: Field, name: str, form: Form) -> Answer:
    read = READERS.get(field.kind, _text)
    return _rows(field, name, form) if field.kind == "rows" else read(name, form)


def _text(name: str, form: Form) -> Answer:
    return form.get(name, "").replace("\r\n", "\n").strip()


def _entries(name: str, form: Form) -> Answer:
    return [entry.strip() for entry in form.all(name) if entry.strip()]


READERS: Final[dict[Kind, Callable[[str, Form], Answer]]] = {
    "number": lambda name, form: number(form.get(name, "")),
    "date": lambda name, form: day([form.get(f"{name}.{part}", "") for part in DAY_PARTS]),
    "checkboxes": lambda name, form: form.all(name),
    "yes_no": lambda name, form: {"true": True, "false": False}.get(form.get(name, "")),
    "declaration": lambda name, form: True if form.get(name) == "true" else None,
    "list": _entries,
}


def _rows(field: Field, name: str, form: Form) -> list[dict[str, Answer]]:
    """Rows that have any answer, in the order of their numbers."""
    parts = (key.removeprefix(f"{name}.").partition(".")[0] for key in form if key.startswith(name))
    numbers = sorted({int(part) for part in parts if part.isdecimal() and len(part) < 3})
    rows = []
    for at in numbers[: field.most or None]:
        read = ((c.name, _answer(c, f"{name}.{at}.{c.name}", form)) for c in field.columns)
        row = {column: answer for column, answer in read if not _is_empty(answer)}
        rows += [row] if row else []
    return rows


def _is_empty(answer: Answer) -> bool:
    return answer is None or answer in ("", [])
