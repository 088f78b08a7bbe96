"""What an account has of one kind: found by id, listed in pages with the newest first."""

from collections.abc import Callable, Iterator
from typing import Final

from local.doubles.stripe.objects import Json
from local.doubles.stripe.parameters import invalid, missing, number

LARGEST_PAGE: Final = 100
"""Stripe: "Limit can range between 1 and 100, and the default is 10." (OpenAPI, limit)"""


class Book(dict[str, Json]):
    """Objects by id, in the order in which they were made; each has `created`, and the clock
    never goes back."""

    def __init__(self) -> None:
        super().__init__()
        self._order: list[str] = []
        self._place: dict[str, int] = {}

    def add(self, new: Json) -> Json:
        """Keep a new object; returns it."""
        self._place[new["id"]] = len(self._order)
        self._order.append(new["id"])
        self[new["id"]] = new
        return new

    def existing(self, kind: str, id: str) -> Json:
        """An object as it is now; raises Refused (404)."""
        if id not in self:
            raise missing(kind, id)
        return self[id]

    def page(self, url: str, query: Json, wanted: Callable[[Json], bool]) -> Json:
        """Stripe: "returned in sorted order, with the most recent … appearing first" (OpenAPI,
        lists); raises Refused.

        `query` has `limit`, `starting_after` and the bounds of `created` in seconds; `wanted` are
        the other filters.
        """
        limit = number(query.get("limit", "10"), "limit")
        if not 1 <= limit <= LARGEST_PAGE:
            raise invalid("limit must be between 1 and 100.", "limit", "parameter_invalid_integer")
        rows: list[Json] = []
        for each in self._since(query):
            if wanted(each):
                rows.append(each)
            if len(rows) > limit:
                break
        return {"object": "list", "data": rows[:limit], "has_more": len(rows) > limit, "url": url}

    def _since(self, query: Json) -> Iterator[Json]:
        created = {
            bound: number(at, f"created[{bound}]") for bound, at in query.get("created", {}).items()
        }
        after = query.get("starting_after")
        if after is not None and after not in self._place:
            raise invalid(f"No such object: '{after}'", "starting_after", "resource_missing")
        for n in range(self._place[after] if after else len(self._order), 0, -1):
            each = self[self._order[n - 1]]
            if each["created"] < created.get("gte", 0):
                return
            if each["created"] < created.get("lt", each["created"] + 1):
                yield each
