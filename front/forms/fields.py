"""The fields of a form's page, made from its JSON Schema."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

Schema = Mapping[str, Any]
Kind = Literal[
    "text",
    "long_text",
    "number",
    "email",
    "tel",
    "date",
    "radios",
    "select",
    "checkboxes",
    "yes_no",
    "declaration",
    "list",
    "rows",
]
MOST_RADIOS: Final = 6
"""A longer list of choices is a select."""
DEFINITION: Final = "#/$defs/"
SHORT: Final = ("identity_number", "phone", "year", "time", "number", "money")
"""Kinds of text whose input need not be as wide as the page."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Field:
    """A question of a form, and as what it is shown.

    `locked`: its answer was verified and can't be changed. `columns` are the questions of a row,
    `most` how many rows or entries there may be.
    """

    name: str
    kind: Kind
    title: str
    hint: str = ""
    required: bool = False
    locked: bool = False
    options: tuple[Option, ...] = ()
    columns: tuple["Field", ...] = ()
    autocomplete: str = ""
    lines: int = 0
    most: int = 0
    longest: int = 0
    short: bool = False

    @property
    def is_group(self) -> bool:
        """Whether it has several inputs, under one legend."""
        return self.kind in ("date", "radios", "checkboxes", "yes_no", "list", "rows")


@dataclass(frozen=True, slots=True)
class FormSchema:
    """The schema of a form's answers."""

    content: Schema

    def fields(
        self, names: Sequence[str], language: str, locked: Collection[str] = ()
    ) -> tuple[Field, ...]:
        """The questions of these names, in their order; a name without a schema is left out."""
        required = {*self.content.get("required", ()), *self._conditionally_required()}
        properties: Schema = self.content.get("properties", {})
        return tuple(
            self._field(name, properties[name], language, name in required, name in locked)
            for name in names
            if name in properties
        )

    def _conditionally_required(self) -> Iterator[str]:
        """Names that are required where their page is shown at all."""
        for condition in self.content.get("allOf", ()):
            yield from condition.get("then", {}).get("required", ())

    def _field(
        self, name: str, stated: Schema, language: str, required: bool, locked: bool
    ) -> Field:
        schema = self._resolved(stated)
        items = self._resolved(schema.get("items", {}))
        return Field(
            name=name,
            kind=_kind(schema, items),
            title=_words(schema.get("x-title"), language) or name,
            hint=_words(schema.get("x-hint"), language),
            required=required,
            locked=locked,
            options=_options(schema if "enum" in schema else items, language),
            columns=self._columns(items, language),
            autocomplete=str(schema.get("x-autocomplete", "")),
            lines=int(schema.get("x-lines", 0)),
            most=int(schema.get("maxItems", 0)),
            longest=int(schema.get("maxLength", 0)),
            short=schema.get("x-kind") in SHORT,
        )

    def _columns(self, items: Schema, language: str) -> tuple[Field, ...]:
        required = items.get("required", ())
        return tuple(
            self._field(name, schema, language, name in required, False)
            for name, schema in items.get("properties", {}).items()
        )

    def _resolved(self, schema: Schema) -> Schema:
        """With what it refers to; its own words stand before."""
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return schema
        defined = self.content.get("$defs", {}).get(reference.removeprefix(DEFINITION), {})
        own = {key: value for key, value in schema.items() if key != "$ref"}
        return {**self._resolved(defined), **own}


def _kind(schema: Schema, items: Schema) -> Kind:
    if "enum" in schema:
        return "radios" if len(schema["enum"]) <= MOST_RADIOS else "select"
    if "const" in schema:
        return "declaration"
    kinds: dict[str, Kind] = {
        "array": _list_kind(items),
        "boolean": "yes_no",
        "integer": "number",
        "number": "number",
    }
    return kinds.get(schema.get("type", ""), _text_kind(schema))


def _list_kind(items: Schema) -> Kind:
    if "enum" in items:
        return "checkboxes"
    return "rows" if items.get("type") == "object" else "list"


def _text_kind(schema: Schema) -> Kind:
    if schema.get("format") == "date":
        return "date"
    if schema.get("format") == "email":
        return "email"
    if schema.get("x-autocomplete") == "tel":
        return "tel"
    return "long_text" if schema.get("x-lines") else "text"


def _options(schema: Schema, language: str) -> tuple[Option, ...]:
    names: Schema = schema.get("x-names", {})
    return tuple(
        Option(value, _words(names.get(value), language) or value)
        for value in schema.get("enum", ())
    )


def _words(text: object, language: str) -> str:
    if not isinstance(text, Mapping):
        return ""
    return str(text.get(language) or text.get("vi") or "")
