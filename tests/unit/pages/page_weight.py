"""What a page weighs: bytes, requests, nodes and reads, against the budget of its client.

Every page that any test of a client opens is weighed (Scales), whatever its state.
"""

import gzip
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from bench.budgets import BUDGETS, Budget
from desk.presentation import PRESENTATION as DESK
from front.http_client import Request
from portal.presentation import PRESENTATION as PORTAL
from tests.unit.pages.page_view import PageView

PRESENTATIONS = {"portal": PORTAL, "desk": DESK}
LOADED = re.compile(
    r'<(?:script|img|iframe|source|embed|object|video|audio)\b[^>]*?\b(?:src|data)="([^"]+)"'
    r'|<link\b[^>]*?\brel="(?:stylesheet|icon|manifest|modulepreload|preload)"[^>]*?\bhref="([^"]+)"'
)
"""What a browser loads with a page."""
HANDED_OVER = re.compile(r"data:application/[a-z0-9.+-]+;base64,[A-Za-z0-9+/=]+")
"""A file that the visitor asked for and the page hands over, such as a draft as PDF."""
RIGHTS = "/casework/v1/me"
"""Read anew every five minutes, whatever page is opened (desk.staff_page)."""


@dataclass
class Scales:
    """Those of one browser at a client: `loaded` are the files that it has."""

    client: str
    loaded: set[str] = field(default_factory=set)

    def weigh(
        self, page: PageView, address: str, requests: Iterable[Request], pictures: Iterable[str]
    ) -> None:
        """Fails where a page is over its budget; `pictures` are the origins of papers' pictures."""
        if "<html" not in page.text:
            return
        weight = weight_of(page, requests, pictures)
        beyond = list(weight.beyond(BUDGETS[self.client], self.client, self.loaded))
        assert not beyond, f"{self.client} {address}: {'; '.join(beyond)}"
        self.loaded |= weight.files


@dataclass(frozen=True)
class PageWeight:
    """Of one page: `files` are the names of what it loads from us."""

    text: str
    files: frozenset[str]
    foreign: frozenset[str]
    reads: int

    def beyond(self, budget: Budget, client: str, stored: Collection[str]) -> Iterator[str]:
        """What is over budget; `stored` are the files that the browser has."""
        own = [len(_content(client, name)) for name in self.files]
        packed = _packed(self.text) + sum(_packed_file(client, name) for name in self.files)
        new = {name for name in self.files if name not in stored}
        if stored:
            own_of_page = [name for name in new if name.endswith((".js", ".webmanifest"))]
            requests, most = 1 + len(new) - len(own_of_page), "next_requests"
        else:
            requests, most = 1 + len(new), "first_requests"
        measured = {
            "packed_bytes": packed,
            "plain_bytes": len(self.text.encode()) + sum(own),
            most: requests,
            "nodes": len(re.findall(r"<[a-z]", self.text)),
            "reads": self.reads,
        }
        for name, figure in measured.items():
            if figure > getattr(budget, name):
                yield f"{name}: {figure}, not {getattr(budget, name)}"
        yield from (f"third party: {each}" for each in self.foreign)


def weight_of(page: PageView, requests: Iterable[Request], pictures: Iterable[str]) -> PageWeight:
    """A page with the requests to services that it made."""
    loaded = {first or second for first, second in LOADED.findall(page.text)}
    ours = {each for each in loaded if each.startswith("/") and not each.startswith("//")}
    others = {each for each in loaded - ours if not each.startswith(("data:", *pictures))}
    reads = {each.url for each in requests if each.method == "GET" and "/v1/" in each.url}
    counted = [url for url in reads if urlsplit(url).path != RIGHTS]
    names = frozenset(urlsplit(each).path.rpartition("/")[2] for each in ours)
    return PageWeight(HANDED_OVER.sub("", page.text), names, frozenset(others), len(counted))


def script_bytes(client: str) -> int:
    """Of all scripts of a client together, as they are."""
    names = [name for name in PRESENTATIONS[client].static_files if name.endswith(".js")]
    return sum(len(_content(client, name)) for name in names)


@cache
def _content(client: str, name: str) -> bytes:
    """Of a static file; the manifest is a page of its own."""
    path = PRESENTATIONS[client].static_files.get(name)
    return path.read_bytes() if path else b""


@cache
def _packed_file(client: str, name: str) -> int:
    return len(gzip.compress(_content(client, name)))


def _packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 6))
