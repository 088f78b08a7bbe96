"""Personal data as rows: where they lie, which field it is, its value."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from kit.core.model import SEALED_PREFIX, Cipher, Model

LONGEST_VALUE: Final = 8_000
"""Characters of a value in one row; the rest follows in the next one."""
MOST_BYTES: Final = 40_000
"""Of the rows of one event: sealed and coded they still fit into one (kit.core.events.LARGEST)."""


class PersonalRow(Model):
    """`place` is the kind of item that has it, `field` the path to it in that item."""

    place: str
    field: str
    value: str


def rows_of(
    place: str, document: dict[str, Any], cipher: Cipher | None, *, plain: Collection[str] = ()
) -> Iterator[PersonalRow]:
    """Every sealed field of a stored document, opened, and these `plain` ones of its top level."""
    for field, value in document.items():
        for path, token in leaves(value, field):
            if isinstance(token, str) and token.startswith(SEALED_PREFIX):
                yield from opened_rows(place, path, token, cipher)
            elif field in plain:
                yield from texts(place, path, token)


def opened_rows(place: str, path: str, token: str, cipher: Cipher | None) -> Iterator[PersonalRow]:
    """One sealed value, opened; nothing, where the reader has no key."""
    if cipher is None:
        return
    opened = json.loads(cipher.open(token.removeprefix(SEALED_PREFIX)))
    yield from plain_rows(place, opened, path)


def plain_rows(place: str, value: Any, path: str = "") -> Iterator[PersonalRow]:
    """Every value of a document that is open already."""
    for inner, leaf in leaves(value, path):
        yield from texts(place, inner, leaf)


def texts(place: str, path: str, value: Any) -> Iterator[PersonalRow]:
    """A row, or several of a long text."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    for start in range(0, max(len(text), 1), LONGEST_VALUE):
        field = f"{path} ({start // LONGEST_VALUE + 1})" if start else path
        yield PersonalRow(place=place, field=field, value=text[start : start + LONGEST_VALUE])


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in a JSON document with the path to it; nulls are left out."""
    match value:
        case None:
            return
        case dict():
            for name, inner in value.items():
                yield from leaves(inner, f"{path}.{name}" if path else name)
        case list():
            for number, inner in enumerate(value, start=1):
                yield from leaves(inner, f"{path}.{number}")
        case _:
            yield path, value


def in_parts(rows: Iterable[PersonalRow]) -> list[tuple[PersonalRow, ...]]:
    """The rows in parts of which each fits into an event; one empty part where there are none."""
    parts: list[list[PersonalRow]] = [[]]
    size = 0
    for row in rows:
        length = len(row.model_dump_json().encode())
        if size + length > MOST_BYTES and parts[-1]:
            parts.append([])
            size = 0
        parts[-1].append(row)
        size += length
    return [tuple(part) for part in parts]
