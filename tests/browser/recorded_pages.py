"""Recorded pages in a browser: each at its address, with its status, headers, style and scripts."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from desk.presentation import PRESENTATION
from front.responses import static_file
from tests.browser.accessibility import HTML_STATUS, looked_at_by_axe
from tests.unit.pages.page_view import PageView
from tests.unit.pages.services_world import DESK

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

LEFT_OUT: Final = ("set-cookie", "refresh", "content-length")
"""Headers by which a page would change itself while it is looked at."""


class RecordedBrowser:
    """One tab; `reports` are what the console notes, such as reports of the policy."""

    def __init__(self, page: "Page", files: Mapping[str, bytes]) -> None:
        self.page, self.files = page, files
        self.reports: list[str] = []
        self._shown: PageView | None = None
        page.route("**/*", self._answer)
        page.on("console", lambda line: self._note(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: self._note(str(error)))

    def show(self, recorded: PageView) -> None:
        """Open a recorded page."""
        self._shown = recorded
        self.page.goto(DESK + recorded.address)

    def _note(self, text: str) -> None:
        if HTML_STATUS not in text:
            self.reports.append(text)

    def _answer(self, route: "Route") -> None:
        request, recorded = route.request, self._shown
        if request.is_navigation_request() and recorded and request.frame.parent_frame is None:
            headers = {k: v for k, v in _headers(recorded).items() if k.lower() not in LEFT_OUT}
            route.fulfill(status=recorded.status, headers=headers, body=recorded.text)
            return
        path = urlsplit(request.url).path
        own = static_file(PRESENTATION, path.rpartition("/")[2]) if "/tinh/" in path else None
        if own is None:
            route.fulfill(body=self.files[request.url])
        else:
            route.fulfill(headers=dict(own.headers), body=own.body)


def _headers(recorded: PageView) -> dict[str, str]:
    joined: Mapping[str, str | list[str]] = recorded.headers
    return {k: ", ".join(v) if isinstance(v, list) else str(v) for k, v in joined.items()}


@contextmanager
def recorded_browser(
    chromium: "Browser",
    size: Mapping[str, int],
    files: Mapping[str, bytes],
    *,
    scripts: bool = True,
) -> Iterator[RecordedBrowser]:
    """A tab of this size until the end of the block; `files` are pictures of the store."""
    context = chromium.new_context(
        viewport=dict(size),  # type: ignore[arg-type]
        java_script_enabled=scripts,
    )
    yield RecordedBrowser(looked_at_by_axe(context).new_page(), files)
    context.close()
