"""Which pages of a client's table a test has looked at."""

import re
from collections.abc import Iterable
from typing import Any

from front.routes import Page

PLACE = re.compile(r"{\w+}")


def looked_at(pages: Iterable[Page[Any]], addresses: Iterable[str]) -> set[str]:
    """The paths of pages that these addresses open; where several fit, the most literal does."""
    paths = sorted({page.path for page in pages}, key=lambda path: len(PLACE.findall(path)))
    patterns = {path: re.compile(PLACE.sub("[^/]+", path)) for path in paths}
    return {
        path
        for address in addresses
        for path in [_first(patterns, address.partition("?")[0])]
        if path
    }


def _first(patterns: dict[str, re.Pattern[str]], address: str) -> str:
    return next((path for path, each in patterns.items() if each.fullmatch(address)), "")


def row_of(pages: Iterable[Page[Any]], method: str, address: str) -> str:
    """The row of the table that answers, as "<method> <path>"; "" where none does."""
    of_method = [page for page in pages if page.method == method]
    return next((f"{method} {path}" for path in looked_at(of_method, [address])), "")
