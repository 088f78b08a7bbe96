"""Right answers to a form, made of its own examples."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kit.core.model import JsonDict

DEFINITION: Final = "#/$defs/"


def sample_answers(form: JsonDict, values: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Every question of every page that these answers lead to; `values` stands before examples."""
    answers: dict[str, Any] = {}
    for page in form["pages"]:
        answers |= sample_page(form, page, answers, values)
    return answers


def sample_page(
    form: JsonDict,
    page: JsonDict,
    answers: Mapping[str, Any],
    values: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The answers of one page beside earlier ones; none of one that is not shown."""
    when = page.get("when") or {}
    if not all(answers.get(name) in values for name, values in when.items()):
        return {}
    properties = form["schema"]["properties"]
    samples = {name: _sample(form["schema"], properties[name]) for name in page["fields"]}
    return samples | {n: value for n, value in (values or {}).items() if n in page["fields"]}


def _sample(schema: JsonDict, part: JsonDict) -> Any:
    for layer in _layers(schema, part):
        if "examples" in layer:
            return layer["examples"][0]
        if "enum" in layer:
            return layer["enum"][0]
        if "const" in layer:
            return layer["const"]
        if layer.get("type") == "array":
            return [_sample(schema, layer["items"])]
        if layer.get("type") == "object":
            properties = layer["properties"].items()
            return {name: _sample(schema, each) for name, each in properties}
    raise ValueError(f"no example: {part}")


def _layers(schema: JsonDict, part: JsonDict) -> Iterator[JsonDict]:
    yield part
    if "$ref" in part:
        yield from _layers(schema, schema["$defs"][part["$ref"].removeprefix(DEFINITION)])
