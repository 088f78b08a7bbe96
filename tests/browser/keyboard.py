"""A visitor who has a keyboard alone: Tab, Enter, Space, arrows and letters."""

from dataclasses import dataclass
from typing import Any, Final

from tests.browser.visitor import Visitor

MOST_STOPS: Final = 80
FOCUS: Final = """() => {
  const each = document.activeElement, style = getComputedStyle(each);
  const box = each.getBoundingClientRect();
  return {
    at: [...document.querySelectorAll("*")].indexOf(each),
    text: each.outerHTML.slice(0, 120),
    is_outlined: style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2,
    is_in_view: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    is_skip: each.className === "skip",
    is_page: each === document.body || each.id === "main",
  };
}"""


@dataclass
class Keyboard:
    """Each page is entered by its skip link, and each stop is looked at."""

    visitor: Visitor
    at: int = -1

    def skip(self) -> None:
        """The first stop of a page leads past its head."""
        page = self.visitor.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        self._require_visible(page.evaluate(FOCUS))
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main", "the skip link leads to main"
        self.at = -1

    def go_to(self, selector: str) -> None:
        """Tab until it has the focus, in the order of the page."""
        for _ in range(MOST_STOPS):
            if self.visitor.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
            self._tab()
        raise AssertionError(f"not reached by Tab: {selector} on {self.visitor.page.url}")

    def fill(self, **values: str) -> None:
        """Type into fields by their ids; what a field had is replaced."""
        for field, value in values.items():
            self.go_to(f"[id='{field.replace('__', '-')}']")
            self.visitor.page.keyboard.press("Control+A")
            self.visitor.page.keyboard.type(value)

    def check(self, field: str) -> None:
        """A box, or the first one of a group."""
        self.go_to(f"[id='{field}']")
        self.visitor.page.keyboard.press("Space")
        assert self.visitor.page.evaluate("document.activeElement.checked")

    def choose(self, field: str, value: str) -> None:
        """An option of a list, by arrows."""
        self.go_to(f"[id='{field}']")
        for _ in range(MOST_STOPS):
            if self.visitor.page.evaluate("document.activeElement.value") == value:
                return
            self.visitor.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no option {value}")

    def enter(self, selector: str) -> None:
        """Follow a link or push a button, and enter the page that comes."""
        self.go_to(selector)
        with self.visitor.page.expect_navigation():
            self.visitor.page.keyboard.press("Enter")
        self.at = -1
        if self.visitor.page.url.startswith(self.visitor.origin):
            self.skip()

    def walk(self) -> int:
        """From the skip link through the whole page to the skip link again: nothing holds the
        focus; how many stops.
        """
        self.at = -1
        for stops in range(MOST_STOPS):
            self._tab()
            if stops and self.visitor.page.evaluate("document.activeElement.className") == "skip":
                return stops
        raise AssertionError("the focus never leaves the page")

    def _tab(self) -> None:
        self.visitor.page.keyboard.press("Tab")
        focus: dict[str, Any] = self.visitor.page.evaluate(FOCUS)
        if focus["is_page"] or focus["is_skip"]:
            self.at = -1
            return
        assert focus["at"] > self.at, f"out of order: {focus['text']}"
        self.at = focus["at"]
        self._require_visible(focus)

    def _require_visible(self, focus: dict[str, Any]) -> None:
        assert focus["is_outlined"], f"the focus does not show: {focus['text']}"
        assert focus["is_in_view"], f"out of view: {focus['text']}"
