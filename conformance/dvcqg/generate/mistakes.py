"""Planted mistakes: a right document, changed by edits that are data, and the code that names it.

Pointers begin with D (the first snapshot), S (the steps of the second call), E (the envelope of the
first call) or / (the document). A value "@POINTER" is copied from there.
"""

import copy
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import Any, Final

from dvcqg.generate.right import right_document
from dvcqg.moments import moment_text, parse_moment

FAMILIES: Final = ("form", "consistency", "honesty")
NUMBER: Final = 7
"""Of the right document: not known to the portal before, so that its first call inserts it."""
PLACES: Final = {
    "D": ("calls", 0, "payload", "data", 0),
    "S": ("calls", 1, "payload", "data"),
    "E": ("calls", 0, "payload"),
    "": (),
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """`code` is that of the one rule that must find it; `text` is the document with it."""

    code: str
    what: str
    text: str


@cache
def mistakes() -> tuple[Mistake, ...]:
    """Every planted mistake."""
    folder = files("dvcqg").joinpath("data", "mistakes")
    return tuple(
        _planted(row)
        for family in FAMILIES
        for row in json.loads(folder.joinpath(f"{family}.json").read_text(encoding="utf-8"))
    )


def _planted(row: dict[str, Any]) -> Mistake:
    document = right_document(NUMBER, row["course"], row["mode"])
    for name, *arguments in row["edits"]:
        EDITS[name](document, *arguments)
    text = json.dumps(document, ensure_ascii=False)
    return Mistake(row["code"], row["what"], RAW[row.get("raw", "")](text))


RAW: Final[dict[str, Callable[[str], str]]] = {
    "": lambda text: text,
    "cut": lambda text: text[: len(text) // 2],
    "quotes": lambda text: text.replace('"', "'"),
}


def _keys(pointer: str) -> list[str | int]:
    first, *rest = pointer.split("/")
    return [*PLACES[first], *(int(key) if key.isdigit() else key for key in rest)]


def _at(document: Any, keys: list[str | int]) -> Any:
    for key in keys:
        document = document[key]
    return document


def _value(document: Any, value: Any) -> Any:
    if isinstance(value, str) and value.startswith("@"):
        return _at(document, _keys(value[1:]))
    if isinstance(value, dict):
        return {name: _value(document, part) for name, part in value.items()}
    if isinstance(value, list):
        return [_value(document, part) for part in value]
    return value


def _set(document: Any, pointer: str, value: Any) -> None:
    *keys, last = _keys(pointer)
    _at(document, keys)[last] = _value(document, value)


def _copy(document: Any, pointer: str, source: str) -> None:
    _set(document, pointer, f"@{source}")


def _delete(document: Any, pointer: str) -> None:
    *keys, last = _keys(pointer)
    del _at(document, keys)[last]


def _shift(document: Any, pointer: str, minutes: int) -> None:
    moment = parse_moment(_at(document, _keys(pointer)))
    if moment is None:
        raise ValueError(pointer)
    _set(document, pointer, moment_text(moment + timedelta(minutes=minutes)))


def _swap(document: Any, pointer: str, first: int, second: int) -> None:
    rows = _at(document, _keys(pointer))
    rows[first], rows[second] = rows[second], rows[first]


def _double(document: Any, pointer: str, place: int) -> None:
    rows = _at(document, _keys(pointer))
    rows.insert(place, copy.deepcopy(rows[place]))


def _insert(document: Any, pointer: str, place: int, value: Any) -> None:
    _at(document, _keys(pointer)).insert(place, _value(document, value))


def _remove(document: Any, pointer: str, place: int) -> None:
    del _at(document, _keys(pointer))[place]


def _truncate(document: Any, pointer: str, length: int) -> None:
    del _at(document, _keys(pointer))[length:]


def _each(document: Any, pointer: str, name: str, value: Any) -> None:
    for row in _at(document, _keys(pointer)):
        row[name] = value


EDITS: Final[dict[str, Callable[..., None]]] = {
    "set": _set,
    "copy": _copy,
    "delete": _delete,
    "shift": _shift,
    "swap": _swap,
    "double": _double,
    "insert": _insert,
    "remove": _remove,
    "truncate": _truncate,
    "each": _each,
}
