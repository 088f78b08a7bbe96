"""Checks values against Stripe's published document, with nested objects closed: an unknown name
is a fault."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from local.doubles.stripe.api import Reply, Request
from local.doubles.stripe.parameters import decoded

Json = dict[str, Any]
KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "array": list,
    "object": dict,
    "number": (int, float),
}


@cache
def document() -> Json:
    """The extract (see extract.py)."""
    published: Json = json.loads(
        Path(__file__).with_name("published.json").read_text(encoding="utf-8")
    )
    return published


def faults(schema: Json, value: Any, at: str = "") -> list[str]:
    """What is wrong with a value, by place; empty where nothing is."""
    if "$ref" in schema:
        return faults(document()["schemas"][schema["$ref"].rpartition("/")[2]], value, at)
    if value is None:
        return [] if schema.get("nullable") or not schema else [f"{at}: null"]
    for choice in ("anyOf", "oneOf"):
        if choice in schema:
            tried = [faults(part, value, at) for part in schema[choice]]
            return min(
                tried,
                key=lambda listed: (
                    any(each.startswith(f"{at}: ") for each in listed),
                    len(listed),
                ),
            )
    return _of_kind(schema, value, at) + _inside(schema, value, at)


def _of_kind(schema: Json, value: Any, at: str) -> list[str]:
    kind = schema.get("type")
    if kind == "integer":
        whole = isinstance(value, int) and not isinstance(value, bool)
        return [] if whole else [f"{at}: not an integer"]
    if kind and not isinstance(value, KINDS[kind]):
        return [f"{at}: not of type {kind}"]
    if "enum" in schema and value not in schema["enum"]:
        return [f"{at}: {value!r} is none of {schema['enum']}"]
    if len(str(value)) > schema.get("maxLength", 10**6) and kind == "string":
        return [f"{at}: too long"]
    return []


def _inside(schema: Json, value: Any, at: str) -> list[str]:
    if isinstance(value, list):
        return [
            f
            for n, part in enumerate(value)
            for f in faults(schema.get("items", {}), part, f"{at}[{n}]")
        ]
    if not isinstance(value, dict) or not schema:
        return []
    properties, others = schema.get("properties", {}), schema.get("additionalProperties")
    listed = [f"{at}.{name}: missing" for name in schema.get("required", []) if name not in value]
    for name, part in value.items():
        if name in properties:
            listed += faults(properties[name], part, f"{at}.{name}")
        elif isinstance(others, dict):
            listed += faults(others, part, f"{at}.{name}")
        elif properties:
            listed.append(f"{at}.{name}: unknown")
    return listed


def typed(schema: Json, value: Any) -> Any:
    """A form's value as its schema types it: numbers from digits, arrays from the keys 0, 1, …"""
    if "anyOf" in schema and isinstance(value, dict):
        schema = next(part for part in schema["anyOf"] if part.get("type") in ("object", "array"))
    if schema.get("type") == "array" and isinstance(value, dict):
        return [typed(schema["items"], value[key]) for key in sorted(value, key=int)]
    if isinstance(value, dict):
        inside = schema.get("properties", {})
        return {name: typed(inside.get(name, {}), part) for name, part in value.items()}
    if schema.get("type") == "integer" and str(value).isdigit():
        return int(value)
    return value


def exchange_faults(request: Request, reply: Reply) -> list[str]:
    """What is wrong with a request and its answer; errors are checked as Stripe's error object."""
    path, _, query = request.url.partition("?")
    for name, operation in document()["operations"].items():
        method, _, pattern = name.partition(" ")
        if method == request.method and re.fullmatch(re.sub(r"\{\w+\}", r"[^/]+", pattern), path):
            listed = faults(
                operation["request"],
                typed(operation["request"], decoded(request.body or query)),
                "request",
            )
            wanted = (
                operation["response"]
                if reply.status == 200
                else {"$ref": "#/components/schemas/error"}
            )
            return listed + faults(wanted, json.loads(json.dumps(reply.body)), "response")
    return [f"{request.method} {path}: not published"]
