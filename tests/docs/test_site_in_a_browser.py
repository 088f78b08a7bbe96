"""A reader at a browser sees the diagrams, finds by searching, and asks no other host."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from tests.docs.conftest import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("site")
DIAGRAM = re.compile(r'<pre class="mermaid">')
OPEN_SHADOWS = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  return attach.call(this, { ...options, mode: "open" });
};
"""
"""The theme draws in a closed shadow tree, which nobody can look into."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: the test says what went wrong."""


class Reader:
    """A page of the site in a browser, and every address that was asked for."""

    def __init__(self, page: "Page", origin: str) -> None:
        self.page = page
        self.origin = origin
        self.requests: list[str] = []
        self.errors: list[str] = []
        page.add_init_script(OPEN_SHADOWS)
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def elsewhere(self) -> list[str]:
        """Addresses on other hosts."""
        own = (self.origin, "data:", "blob:" + self.origin)
        return [url for url in self.requests if not url.startswith(own)]


@pytest.fixture
def reader(site: Site, chromium: "Browser") -> Iterator[Reader]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site.folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    yield Reader(context.new_page(), f"http://127.0.0.1:{server.server_port}/")
    context.close()
    server.shutdown()
    thread.join()
    server.server_close()


def test_every_diagram_is_drawn_without_a_request_to_another_host(
    site: Site, reader: Reader
) -> None:
    svgs_by_page = {}
    diagrams = {
        path: len(DIAGRAM.findall(path.read_text(encoding="utf-8"))) for path in site.html()
    }
    pages = {path.parent.relative_to(site.folder): n for path, n in diagrams.items() if n}
    assert sum(pages.values()) >= 10

    for folder, count in pages.items():
        reader.page.goto(f"{reader.origin}{folder}/")
        reader.page.wait_for_function("document.querySelectorAll('pre.mermaid').length === 0")
        pictures = reader.page.locator(".mermaid svg[aria-roledescription]")
        pictures.nth(count - 1).wait_for()
        kinds = {each.get_attribute("aria-roledescription") for each in pictures.all()}
        svgs_by_page[folder] = 0 if "error" in kinds else pictures.count()

    assert svgs_by_page == pages
    assert reader.errors == []
    assert reader.elsewhere() == []


@pytest.mark.parametrize("words", ["refund", "hồ sơ"])
def test_a_search_finds_pages_without_a_request_to_another_host(reader: Reader, words: str) -> None:
    reader.page.goto(reader.origin)
    reader.page.locator(".md-search__input").click()
    reader.page.keyboard.type(words)
    results = reader.page.locator(".md-search-result__item")
    results.first.wait_for()

    assert results.count() > 3
    assert reader.errors == []
    assert reader.elsewhere() == []
