"""The subset of JSON Schema 2020-12 that a form may use, as a schema of its own."""

from typing import Final

from kit.core.model import JsonDict

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
NAME: Final = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
TEXT: Final[JsonDict] = {"type": "string", "minLength": 1, "maxLength": 600}
WORDS: Final[JsonDict] = {
    "type": "object",
    "properties": {"vi": TEXT, "en": TEXT},
    "required": ["vi", "en"],
    "additionalProperties": False,
}
BY_NAME: Final[JsonDict] = {"type": "object", "additionalProperties": WORDS}
COUNT: Final[JsonDict] = {"type": "integer", "minimum": 0}
ANNOTATIONS: Final[JsonDict] = {
    "x-title": WORDS,
    "x-hint": WORDS,
    "x-names": BY_NAME,
    "x-error": BY_NAME,
    "x-kind": {"type": "string", "pattern": NAME},
    "x-autocomplete": TEXT,
    "x-lines": {"type": "integer", "minimum": 2, "maximum": 20},
    "x-from": {
        "enum": [
            *("me.full_name", "me.identity_number", "me.address", "me.phone", "me.email"),
            *("me.organisation.name", "me.organisation.tax_code"),
        ]
    },
    "x-register": {"const": True},
    "x-past": {"const": True},
    "x-not-before": {"type": "string", "pattern": NAME},
    "examples": {"type": "array", "minItems": 1},
}


def _of_kind(kind: JsonDict, **more: JsonDict) -> JsonDict:
    """A part of a form: its annotations, and what its kind may say beside."""
    return {
        "type": "object",
        "properties": {**ANNOTATIONS, **kind, **more},
        "additionalProperties": False,
    }


REFERENCE: Final = _of_kind({"$ref": {"type": "string", "pattern": r"^#/\$defs/[a-z_]+$"}})
SCALARS: Final[list[JsonDict]] = [
    {**REFERENCE, "required": ["$ref"]},
    {
        **_of_kind(
            {"type": {"const": "string"}},
            minLength=COUNT,
            maxLength=COUNT,
            pattern={"type": "string", "format": "regex", "maxLength": 200},
            format={"enum": ["date", "email"]},
        ),
        "required": ["type", "maxLength"],
    },
    {
        **_of_kind(
            {"type": {"enum": ["integer", "number"]}},
            minimum={"type": "number"},
            maximum={"type": "number"},
        ),
        "required": ["type", "minimum", "maximum"],
    },
    {**_of_kind({"type": {"const": "boolean"}}), "required": ["type"]},
    {
        **_of_kind(
            {
                "enum": {
                    "type": "array",
                    "items": {"type": "string", "minLength": 1, "maxLength": 60},
                    "minItems": 1,
                    "maxItems": 100,
                    "uniqueItems": True,
                }
            }
        ),
        "required": ["enum", "x-names"],
    },
    {**_of_kind({"const": {"const": True}}), "required": ["const"]},
]
ROW: Final[JsonDict] = {
    "type": "object",
    "properties": {
        "type": {"const": "object"},
        "properties": {
            "type": "object",
            "propertyNames": {"pattern": NAME},
            "additionalProperties": {"$ref": "#/$defs/scalar"},
            "minProperties": 1,
            "maxProperties": 12,
        },
        "required": {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        "additionalProperties": {"const": False},
    },
    "required": ["type", "properties", "additionalProperties"],
    "additionalProperties": False,
}
LIST: Final[JsonDict] = {
    **_of_kind(
        {"type": {"const": "array"}},
        items={"anyOf": [{"$ref": "#/$defs/scalar"}, ROW]},
        minItems=COUNT,
        maxItems={"type": "integer", "minimum": 1, "maximum": 60},
        uniqueItems={"const": True},
    ),
    "required": ["type", "items", "maxItems"],
}
NAMES: Final[JsonDict] = {
    "type": "array",
    "items": {"type": "string", "pattern": NAME},
    "uniqueItems": True,
}
CONDITION: Final[JsonDict] = {
    "type": "object",
    "properties": {
        "if": {
            "type": "object",
            "properties": {
                "properties": {
                    "type": "object",
                    "minProperties": 1,
                    "additionalProperties": {
                        "type": "object",
                        "properties": {"enum": {"type": "array", "minItems": 1}},
                        "required": ["enum"],
                        "additionalProperties": False,
                    },
                },
                "required": NAMES,
            },
            "required": ["properties", "required"],
            "additionalProperties": False,
        },
        "then": {
            "type": "object",
            "properties": {"required": NAMES},
            "additionalProperties": False,
        },
        "else": {
            "type": "object",
            "properties": {
                "properties": {"type": "object", "additionalProperties": {"const": False}}
            },
            "required": ["properties"],
            "additionalProperties": False,
        },
    },
    "required": ["if", "else"],
    "additionalProperties": False,
}
META_SCHEMA: Final[JsonDict] = {
    "$schema": DIALECT,
    "$defs": {"scalar": {"anyOf": SCALARS}},
    "type": "object",
    "properties": {
        "$schema": {"const": DIALECT},
        "$defs": {
            "type": "object",
            "propertyNames": {"pattern": NAME},
            "additionalProperties": {"anyOf": [*SCALARS, LIST]},
        },
        "type": {"const": "object"},
        "properties": {
            "type": "object",
            "propertyNames": {"pattern": NAME},
            "additionalProperties": {
                "anyOf": [{"$ref": "#/$defs/scalar"}, LIST],
                "required": ["x-title"],
            },
            "minProperties": 1,
            "maxProperties": 120,
        },
        "required": NAMES,
        "allOf": {"type": "array", "items": CONDITION, "minItems": 1, "maxItems": 30},
        "additionalProperties": {"const": False},
    },
    "required": ["$schema", "type", "properties", "required", "additionalProperties"],
    "additionalProperties": False,
}
