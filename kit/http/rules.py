"""The rules that a request may break, by names of our own: a library's names are no promise."""

from typing import Final

RULES: Final[dict[str, str]] = {
    "required": "The field is missing.",
    "unknown_field": "There is no such field.",
    "string": "A text is wanted.",
    "integer": "A whole number is wanted.",
    "number": "A number is wanted.",
    "boolean": "true or false is wanted.",
    "object": "An object is wanted.",
    "array": "A list is wanted.",
    "date_time": "A moment is wanted, by RFC 3339 with its offset.",
    "date": "A day is wanted, as YYYY-MM-DD.",
    "pattern": "The text does not have its form.",
    "min_length": "The text or list is too short.",
    "max_length": "The text or list is too long.",
    "minimum": "The number is too small.",
    "maximum": "The number is too large.",
    "one_of": "None of the values that are taken.",
    "invalid": "Another rule, which `detail` explains.",
}
"""Rule -> what it says. A rule of the domain is called by its problem code."""

_EXACT: Final = {
    "missing": "required",
    "extra_forbidden": "unknown_field",
    "string_pattern_mismatch": "pattern",
    "string_too_short": "min_length",
    "too_short": "min_length",
    "bytes_too_short": "min_length",
    "string_too_long": "max_length",
    "too_long": "max_length",
    "bytes_too_long": "max_length",
    "greater_than": "minimum",
    "greater_than_equal": "minimum",
    "less_than": "maximum",
    "less_than_equal": "maximum",
    "literal_error": "one_of",
    "enum": "one_of",
    "none_required": "one_of",
    "finite_number": "number",
    "union_tag_invalid": "one_of",
    "union_tag_not_found": "required",
}
_BY_PREFIX: Final = {
    "string_": "string",
    "int_": "integer",
    "float_": "number",
    "decimal_": "number",
    "bool_": "boolean",
    "dict_": "object",
    "model_": "object",
    "mapping_": "object",
    "list_": "array",
    "tuple_": "array",
    "set_": "array",
    "frozen_set_": "array",
    "iterable_": "array",
    "datetime_": "date_time",
    "timezone_": "date_time",
    "date_": "date",
}


def rule_of(error_type: str) -> str:
    """Our name of what pydantic calls `error_type`."""
    exact = _EXACT.get(error_type)
    if exact:
        return exact
    return next((r for start, r in _BY_PREFIX.items() if error_type.startswith(start)), "invalid")
