"""Stripe's form encoding, `a[b][0][c]=1`, and the parameters that the double knows."""

from typing import Any, Final
from urllib.parse import parse_qsl

from local.doubles.stripe.objects import Json, error

Shape = dict[str, Any]
METADATA: Final[Shape] = {"*": str}
SESSION: Final[Shape] = {
    "mode": str,
    "client_reference_id": str,
    "metadata": METADATA,
    "payment_intent_data": {"metadata": METADATA, "description": str},
    "line_items": {
        "*": {
            "quantity": str,
            "price_data": {
                "currency": str,
                "unit_amount": str,
                "product_data": {"name": str, "description": str},
            },
        }
    },
    "success_url": str,
    "cancel_url": str,
    "locale": str,
    "expires_at": str,
    "customer_email": str,
}
"""What the double can do something with: narrower than Stripe's own list, so that a misspelt
name is caught."""
REFUND: Final[Shape] = {"payment_intent": str, "amount": str, "metadata": METADATA}
LIST: Final[Shape] = {"limit": str, "starting_after": str, "created": {"gte": str, "lt": str}}
"""What every list takes; some take more."""


class Refused(Exception):
    """The request is refused with this status and body."""

    def __init__(self, status: int, body: Json) -> None:
        super().__init__(status)
        self.status = status
        self.body = body


def invalid(message: str, param: str | None = None, code: str | None = None) -> Refused:
    """Stripe: "Invalid request errors arise when your request has invalid parameters."
    (api/errors)"""
    return Refused(400, error("invalid_request_error", message, code, param))


def missing(kind: str, id: str) -> Refused:
    """Stripe: "resource_missing: The ID provided is not valid." (error-codes); 404 (api/errors)"""
    body = error("invalid_request_error", f"No such {kind}: '{id}'", "resource_missing", "id")
    return Refused(404, body)


def decoded(form: str) -> Json:
    """The nested values of a form; lists are objects with the keys "0", "1", …"""
    values: Json = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        *path, last = name.replace("]", "").split("[")
        place = values
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    return values


def refuse_unknown(values: Json, shape: Shape, inside: str = "") -> None:
    """Every name must be in `shape`; raises Refused.

    Stripe: "parameter_unknown: The request contains one or more unexpected parameters."
    (error-codes)
    """
    for name, value in values.items():
        full = f"{inside}[{name}]" if inside else name
        wanted = shape.get(name, shape.get("*"))
        if wanted is None or isinstance(value, dict) != isinstance(wanted, dict):
            raise invalid(f"Received unknown parameter: {full}", full, "parameter_unknown")
        if isinstance(wanted, dict):
            refuse_unknown(value, wanted, full)


def number(value: Any, param: str) -> int:
    """A whole number; raises Refused. "parameter_invalid_integer: … must be an integer."
    (error-codes)"""
    if not isinstance(value, str) or not value.isascii() or not value.isdigit():
        raise invalid(f"Invalid integer: {param}", param, "parameter_invalid_integer")
    return int(value)
