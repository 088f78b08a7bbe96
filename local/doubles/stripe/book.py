"""What an account has of one kind: found by id, listed in pages with the newest first."""

from collections.abc import Callable, Iterator
from typing import Final

from local.doubles.stripe.objects import Json
from local.doubles.stripe.parameters import invalid, number

LARGEST_PAGE: Final = 100
"""Stripe: "Limit can range between 1 and 100, and the default is 10." (OpenAPI, limit)"""


class Book(dict[str, Json]):
    """Objects by id, in the order in which they were made; each has `created`, and the clock
    never goes back."""

    def __init__(self) -> None:
        super().__init__()
        self._order: list[str] = []
        self._place: dict[str, int] = {}

    def add(self, made: Json) -> Json:
        """Keep a new object; returns it."""
        self._place[made["id"]] = len(self._order)
        self._order.append(made["id"])
        self[made["id"]] = made
        return made

    def page(self, url: str, asked: Json, wanted: Callable[[Json], bool]) -> Json:
        """Stripe: "returned in sorted order, with the most recent … appearing first" (OpenAPI,
        lists); raises Refused.

        `asked` has `limit`, `starting_after` and the bounds of `created` in seconds; `wanted` are
        the other filters.
        """
        limit = number(asked.get("limit", "10"), "limit")
        if not 1 <= limit <= LARGEST_PAGE:
            raise invalid("limit must be between 1 and 100.", "limit", "parameter_invalid_integer")
        found: list[Json] = []
        for each in self._since(asked):
            if wanted(each):
                found.append(each)
            if len(found) > limit:
                break
        return {"object": "list", "data": found[:limit], "has_more": len(found) > limit, "url": url}

    def _since(self, asked: Json) -> Iterator[Json]:
        created = {
            bound: number(at, f"created[{bound}]") for bound, at in asked.get("created", {}).items()
        }
        after = asked.get("starting_after")
        if after is not None and after not in self._place:
            raise invalid(f"No such object: '{after}'", "starting_after", "resource_missing")
        for n in range(self._place[after] if after else len(self._order), 0, -1):
            each = self[self._order[n - 1]]
            if each["created"] < created.get("gte", 0):
                return
            if each["created"] < created.get("lt", each["created"] + 1):
                yield each
