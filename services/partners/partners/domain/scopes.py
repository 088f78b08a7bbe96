"""What a partner's program may do, and how often a day."""

from typing import Final, Literal, get_args

Scope = Literal["events.read", "hooks.manage", "status.read"]
SCOPES: Final[tuple[Scope, ...]] = get_args(Scope)
Plan = Literal["basic", "standard", "bulk"]
REQUESTS_A_DAY: Final[dict[Plan, int]] = {
    "basic": 10_000,
    "standard": 100_000,
    "bulk": 1_000_000,
}
"""Requests by keys and tokens of one partner on one day in Vietnam; a batch is one request."""
