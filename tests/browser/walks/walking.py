"""Where walks take place: the two applications before all services in memory, and a browser."""

import re
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from tests.browser.services_site import ServicesSite
from tests.browser.visitor import NARROW, WIDE
from tests.browser.walks.human_time import Pace
from tests.browser.walks.person import Person
from tests.browser.walks.walk import Walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route

T = TypeVar("T")
FILES = re.compile(r"^(https://files\.example|http://127\.0\.0\.1)/")
DOCUMENT = re.compile(r"/ho-so/[^/]+/van-ban/[^/]+$")


@dataclass
class Walking:
    """The site and the browser of one walk; `files` is a folder for what people send."""

    site: ServicesSite
    chromium: "Browser"
    files: Path
    pictures: Path | None = None

    @contextmanager
    def person(
        self,
        slug: str,
        pace: Pace,
        *,
        phone: bool,
        locale: str = "vi-VN",
        kind: type[Person] = Person,
        walk: Walk | None = None,
        own_terms: Iterable[str] = (),
    ) -> Iterator[Person]:
        """Somebody with a browser of their own, on a phone of 320 px or at a screen of 1280 px; who
        goes on with a walk at another device has it.
        """
        context = self.chromium.new_context(
            viewport=NARROW if phone else WIDE,  # type: ignore[arg-type]
            locale=locale,
        )
        context.set_default_timeout(60_000)
        context.route(FILES, lambda route: self._send_file(route, route.request.url))
        context.route(DOCUMENT, self._send_document)
        doubles = (self.site.world.provider_origin,)
        page = context.new_page()
        walk = walk or Walk(slug, pace, frozenset(own_terms))
        yield kind(walk, page, doubles=doubles, pictures=self.pictures)
        context.close()

    def _send_document(self, route: "Route") -> None:
        """The file to which the desk redirects: a browser asks nobody who routes about that."""
        response = route.fetch(max_redirects=0)
        if response.status == 303:
            self._send_file(route, response.headers["location"])
        else:
            route.fulfill(response=response)

    def _send_file(self, route: "Route", url: str) -> None:
        """What the store of files answers to a link of five minutes."""
        world = self.site.world.world
        if url.startswith("https://files.example/"):
            key = url.removeprefix("https://files.example/").partition("?")[0]
            content = world.file_store.files[key]
        else:
            content = world.bucket.at(url)
        headers = {"Content-Disposition": "attachment", "Content-Type": "application/pdf"}
        route.fulfill(status=200, headers=headers, body=content)

    def meanwhile(self, act: Callable[[], T]) -> T:
        """What others do, beside the browser's loop: the signing of papers runs one of its own."""
        with ThreadPoolExecutor(max_workers=1) as pool:
            return pool.submit(act).result()
