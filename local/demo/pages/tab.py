"""A tab of a browser: what a person does on our pages, by the words that stand there."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from front.presentation import Presentation
from local.demo.pages.pictures import shown_pictures, store_picture
from local.demo.waiting import NoProgress, wait_for
from portal.presentation import PRESENTATION

if TYPE_CHECKING:
    from playwright.sync_api import Page


@dataclass
class Tab:
    """`pictures` is the folder for pictures of pages, or None."""

    page: "Page"
    origin: str
    language: str
    pictures: Path | None = None
    presentation: Presentation = PRESENTATION

    def translate(self, key: str, **values: object) -> str:
        """A sentence in the person's language."""
        return self.presentation.translate(self.language, key, **values)

    def click(self, key: str, **values: object) -> None:
        """Click the button, or follow the link, with this text."""
        text = self.translate(key, **values)
        button = self.page.get_by_role("button", name=text, exact=True)
        link = self.page.get_by_role("link", name=text, exact=True)
        with self.page.expect_navigation():
            (button if button.count() else link).first.click()

    def follow(self, selector: str) -> None:
        """Follow the first link that a CSS selector finds."""
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def fill(self, **values: str) -> None:
        """Fields by their ids; `__` stands for a hyphen."""
        for field, value in values.items():
            self.page.fill(f"#{field.replace('__', '-')}", value)

    def heading(self) -> str:
        """The page's only main heading."""
        headings = self.page.get_by_role("heading", level=1)
        headings.first.wait_for()
        assert headings.count() == 1
        return headings.inner_text()

    def reload_until(self, seen: Callable[[], bool], what: str) -> None:
        """Open the page anew until something stands there; raises NoProgress.

        A page that renews itself may do so at the same moment, which ends our request.
        """
        from playwright.sync_api import Error

        def look() -> bool | None:
            try:
                if seen():
                    return True
                self.page.reload()
                return seen() or None
            except Error:
                return None

        try:
            wait_for(look, what)
        except NoProgress as still:
            shown = self.page.inner_text("body")[:600]
            raise NoProgress(f"{still}; {self.page.url} shows: {shown}") from still

    def picture(self, name: str) -> None:
        """A picture of the whole page, if docs/pages shows one of this name."""
        width = (self.page.viewport_size or {"width": 0})["width"]
        file = f"{name}-{self.language}-{width}.png"
        if self.pictures is None or file not in shown_pictures(self.pictures):
            return
        store_picture(self.page.screenshot(full_page=True), self.pictures / file)
