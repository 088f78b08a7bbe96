"""What a session of the double may be asked for: mode payment, in đồng, within Stripe's bounds."""

from typing import Final

from local.doubles.stripe.objects import Json, SessionRequest
from local.doubles.stripe.parameters import SESSION, invalid, number, refuse_unknown

LEAST: Final = 13_000
"""đồng, at about 26,000 a dollar. Stripe: "The minimum amount is $0.50 US or equivalent"
(OpenAPI, amount)"""
MOST: Final = 99_999_999
"""Stripe: "The amount value supports up to eight digits (e.g., a value of 99999999 …)."
(OpenAPI, amount)"""


def session_request(params: Json) -> SessionRequest:
    """The validated parameters with their total; raises Refused."""
    refuse_unknown(params, SESSION)
    if params.get("mode") != "payment":
        raise invalid("The double only knows mode payment.", "mode")
    if "success_url" not in params:
        raise invalid("You must provide success_url.", "success_url", "parameter_missing")
    lines = list(params.get("line_items", {}).values())
    if not lines:
        raise invalid("line_items is required in payment mode.", "line_items", "parameter_missing")
    currencies = {line.get("price_data", {}).get("currency") for line in lines}
    if currencies != {"vnd"}:
        raise invalid("The double only knows vnd.", "line_items")
    total = sum(
        number(line["price_data"].get("unit_amount"), "unit_amount")
        * number(line.get("quantity"), "quantity")
        for line in lines
    )
    # Stripe: "amount_too_small: The specified amount is less than the minimum amount allowed."
    # (error-codes)
    if total < LEAST:
        raise invalid(
            "The Checkout Session's total amount must convert to at least 50 cents.",
            None,
            "amount_too_small",
        )
    # "amount_too_large: The specified amount is greater than the maximum amount allowed."
    if total > MOST:
        raise invalid("Amount must be no more than 99,999,999.", None, "amount_too_large")
    return SessionRequest(params, total, "vnd")
