"""A person who can't see: hears a page in its reading order, and moves by the keys alone."""

from pathlib import Path

from playwright.sync_api import Locator

from tests.browser.walks.page_reading import FIELDS, PageReading
from tests.browser.walks.person import Person

FOCUSED = "each => each === document.activeElement"
IN_MAIN = "each => each.closest('main') !== null"
IS_AT_START = "document.activeElement === null || document.activeElement === document.body"
IS_FOLDED = "each => each.tagName === 'SUMMARY'"
IS_SKIPPING = "document.activeElement.getAttribute('href') === '#main'"
FARTHEST = 60
"""Presses of Tab after which nobody would look further."""


class ScreenReaderUser(Person):
    """Reaches each control by Tab, after the link that skips what all pages share. A change that
    neither the title nor a live region announces is a hesitation, and so is a field without a name.
    """

    def _activate(self, control: Locator, *, wait: bool = True) -> None:
        before = self.page.title()
        self._reach(control)
        self.walk.keys += 1
        if not wait:
            control.press("Enter")
            return
        folded = control.evaluate(IS_FOLDED)
        with self._waiting():
            if folded:
                control.press("Enter")
            else:
                with self.page.expect_navigation():
                    control.press("Enter")
        if not folded:
            self._require_announcement(before)

    def attach(self, *sought: str, file: Path, named: str = "", sends: bool = False) -> None:
        """The page that has the file announces it."""
        title = self.page.title()
        super().attach(*sought, file=file, named=named, sends=sends)
        self._require_announcement(title)

    def _write(self, control: Locator, letters: str) -> None:
        self._reach(control)
        self.page.keyboard.type(letters)

    def _select(self, control: Locator, option: str) -> None:
        self._reach(control)
        if option:
            self.page.keyboard.type(option)
        else:
            self._key("Space")

    def _reach(self, control: Locator) -> None:
        if self.page.evaluate(IS_AT_START) and control.evaluate(IN_MAIN):
            self._key("Tab")
            if self.page.evaluate(IS_SKIPPING):
                self._key("Enter")
        for _ in range(FARTHEST):
            if control.evaluate(FOCUSED):
                return
            self._key("Tab")
        raise AssertionError(f"not reached by Tab: {control}")

    def _key(self, name: str) -> None:
        self.page.keyboard.press(name)
        self.walk.keys += 1

    def _require_announcement(self, title: str) -> None:
        """A screen reader says the title of a new page, and what a live region has."""
        live = self.page.locator("[role=status], [role=alert]").all_inner_texts()
        if self.page.title() == title and not any(text.strip() for text in live):
            self.walk.hesitate(title, "title", "", "the same title, no announcement")

    def reading(self) -> PageReading:
        """The page, whose fields all have names."""
        reading = super().reading()
        for part in reading.parts:
            if part.role in FIELDS and not part.name:
                self._hesitate(reading, "label", "", part.role)
        return reading
