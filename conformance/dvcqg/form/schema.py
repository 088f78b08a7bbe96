"""Checks values by the part of JSON Schema 2020-12 that the schemas of this kit use.

A schema is compiled to closures once: the simulator checks each call, the validator whole archives.
A keyword that is not understood here is refused, never passed over.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

Schema = dict[str, Any]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """A value at a path breaks a keyword of the schema; `limit` is what the keyword demands.

    `kind` is what a pattern describes: moment, dossier, procedure, agency, digits, identity,
    contact, link.
    """

    path: Path
    keyword: str
    limit: Any
    value: Any
    kind: str = ""


Check = Callable[[Any, Path], Iterator[Violation]]

TYPES: Final[dict[str, type]] = {"string": str, "object": dict, "array": list}
ANNOTATIONS: Final = {"$schema", "$id", "title", "description", "x-confidence", "x-kind"}


class UnknownKeyword(ValueError):
    """The schema has a keyword that this module does not understand."""


def compile_schema(schema: Schema) -> Check:
    """A check that yields every violation, outermost first."""
    checks = [
        _KEYWORDS[keyword](schema)
        for keyword in schema
        if keyword not in ANNOTATIONS and _understood(keyword)
    ]
    kind = TYPES.get(schema.get("type", ""))

    def check(value: Any, path: Path) -> Iterator[Violation]:
        if kind and not isinstance(value, kind):
            yield Violation(path, "type", schema["type"], value)
            return
        for part in checks:
            yield from part(value, path)

    return check


def _understood(keyword: str) -> bool:
    if keyword not in _KEYWORDS:
        raise UnknownKeyword(keyword)
    return True


def _type(schema: Schema) -> Check:
    """By `compile_schema` itself, before the other keywords."""
    if schema["type"] not in TYPES:
        raise UnknownKeyword(f"type {schema['type']}")
    return lambda _value, _path: iter(())


def _plain(keyword: str, holds: Callable[[Any, Any], bool]) -> Callable[[Schema], Check]:
    def keyword_check(schema: Schema) -> Check:
        limit = schema[keyword]

        def check(value: Any, path: Path) -> Iterator[Violation]:
            if not holds(value, limit):
                yield Violation(path, keyword, limit, value)

        return check

    return keyword_check


def _pattern(schema: Schema) -> Check:
    search = re.compile(schema["pattern"], re.ASCII).search  # as ECMA 262 reads \d
    limit = schema["pattern"]
    kind = schema.get("x-kind", "")

    def check(value: Any, path: Path) -> Iterator[Violation]:
        if not search(value) or value.endswith("\n"):  # `$` of Python matches before a line end
            yield Violation(path, "pattern", limit, value, kind)

    return check


def _properties(schema: Schema) -> Check:
    properties = {name: compile_schema(part) for name, part in schema["properties"].items()}

    def check(value: Any, path: Path) -> Iterator[Violation]:
        for name, part in value.items():
            if name in properties:
                yield from properties[name](part, (*path, name))

    return check


def _required(schema: Schema) -> Check:
    names = schema["required"]

    def check(value: Any, path: Path) -> Iterator[Violation]:
        for name in names:
            if name not in value:
                yield Violation((*path, name), "required", None, None)

    return check


def _additional(schema: Schema) -> Check:
    names = frozenset(schema.get("properties", ()))
    rule = schema["additionalProperties"]
    inner = compile_schema(rule) if isinstance(rule, dict) else None

    def check(value: Any, path: Path) -> Iterator[Violation]:
        for name in value.keys() - names:
            if inner:
                yield from inner(value[name], (*path, name))
            else:
                yield Violation((*path, name), "additionalProperties", None, value[name])

    return check


def _items(schema: Schema) -> Check:
    item = compile_schema(schema["items"])

    def check(value: Any, path: Path) -> Iterator[Violation]:
        for place, part in enumerate(value):
            yield from item(part, (*path, place))

    return check


_KEYWORDS: Final[dict[str, Callable[[Schema], Check]]] = {
    "type": _type,
    "const": _plain("const", lambda value, limit: type(value) is type(limit) and value == limit),
    "enum": _plain("enum", lambda value, limit: value in limit),
    "minLength": _plain("minLength", lambda value, limit: len(value) >= limit),
    "maxLength": _plain("maxLength", lambda value, limit: len(value) <= limit),
    "minItems": _plain("minItems", lambda value, limit: len(value) >= limit),
    "pattern": _pattern,
    "required": _required,
    "properties": _properties,
    "additionalProperties": _additional,
    "items": _items,
}
