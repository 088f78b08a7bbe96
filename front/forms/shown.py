"""Answers as people read them, and the places that errors point to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from front import formatting
from front.api_problem import FieldProblem
from front.forms.fields import Field
from front.visit import Visit


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """A question with its answer: lines of text, or rows of questions with answers."""

    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple["ShownAnswer", ...], ...] = ()

    @property
    def is_missing(self) -> bool:
        """Whether nothing was answered."""
        return not (self.lines or self.rows)


def shown(field: Field, answer: Any, visit: Visit) -> ShownAnswer:
    """An answer for reading."""
    if field.kind == "rows":
        rows = answer if isinstance(answer, list) else []
        parts = (tuple(shown(c, row.get(c.name), visit) for c in field.columns) for row in rows)
        return ShownAnswer(field.title, rows=tuple(parts))
    answers = answer if isinstance(answer, list) else [answer]
    texts = tuple(_text(field, each, visit) for each in answers if each not in (None, ""))
    return ShownAnswer(field.title, lines=texts)


def grouped(value: Any, language: str) -> str:
    """A whole number with its thousands apart; anything else as it is."""
    if isinstance(value, bool) or not isinstance(value, int):
        return str(value).replace(".", ",") if isinstance(value, float) else str(value)
    text = f"{value:,}" if abs(value) >= 10_000 else str(value)
    return text if language == "en" else text.replace(",", ".")


def day_parts(answer: Any) -> tuple[str, str, str]:
    """Day, month and year of an answer, for its three inputs."""
    text = answer if isinstance(answer, str) else ""
    try:
        at = date.fromisoformat(text)
    except ValueError:
        typed = (*text.split("/"), "", "", "")
        iso = text.split("-")
        if len(iso) == 3:
            return iso[2].lstrip("0"), iso[1].lstrip("0"), iso[0]
        return typed[0], typed[1], typed[2]
    return str(at.day), str(at.month), str(at.year)


def place(pointer: str) -> str:
    """The id of what a pointer (RFC 6901) leads to: `/members/1/name` is `members-1-name`."""
    return pointer.strip("/").replace("/", "-")


def errors_by_place(problems: Sequence[FieldProblem], otherwise: str) -> dict[str, str]:
    """Place -> its first sentence; one without a sentence gets the other."""
    errors: dict[str, str] = {}
    for each in problems:
        errors.setdefault(place(each.pointer), each.detail or otherwise)
    return errors


def _text(field: Field, answer: Any, visit: Visit) -> str:
    if isinstance(answer, bool):
        return visit.translate("form.yes" if answer else "form.no")
    titles = {option.value: option.title for option in field.options}
    if field.kind == "number":
        return grouped(answer, visit.language)
    if field.kind == "tel":
        return formatting.phone(str(answer))
    if field.kind == "date":
        try:
            return formatting.day(date.fromisoformat(str(answer)), visit.language, numeric=True)
        except ValueError:
            return str(answer)
    return titles.get(str(answer), str(answer))
