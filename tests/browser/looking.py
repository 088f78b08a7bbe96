"""A browser that brings pages to their states, and what is wrong with a page there."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from portal.presentation import PRESENTATION
from tests.browser.accessibility import HTML_STATUS, faults, looked_at_by_axe
from tests.browser.conftest import PICTURES
from tests.browser.page_states import PageState
from tests.browser.people_at_states import PeopleAtStates
from tests.browser.services_site import ServicesSite
from tests.browser.steps import Steps
from tests.browser.visitor import NARROW, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Size = dict[str, int]
SMALL_TARGETS: Final = """least => [...document.querySelectorAll(
  "main .button, main input:not([type=hidden]), main select, main textarea, main button, summary")]
  .filter(each => each.checkVisibility() && !each.closest(".hidden"))
  .map(each => [each, each.matches("[type=checkbox], [type=radio]")
    ? each.closest(".choice") || each : each])
  .filter(([, target]) => target.getBoundingClientRect().height < least)
  .map(([each]) => each.outerHTML.slice(0, 120))"""
COMFORTABLE: Final = 44
"""The height of what one presses or types into, in px: nearly twice what WCAG 2.2 demands."""


def pictures_folder() -> Path | None:
    """Where pictures go: `PAGE_STATES` names a folder for all of them."""
    if folder := os.environ.get("PAGE_STATES"):
        return Path(folder)
    return PICTURES if os.environ.get("UPDATE_PAGES") else None


@dataclass
class Looking:
    """Looks at states in one language, at each size in turn. `row_of` finds the row of the tables
    that answers a method and a path.
    """

    chromium: "Browser"
    site: ServicesSite
    people: PeopleAtStates
    language: str
    sizes: Sequence[Size]
    row_of: Callable[[str, str], str]
    file: Path
    pictures: Path | None = field(default_factory=pictures_folder)
    wrong: list[str] = field(default_factory=list)

    def look(self, states: Sequence[PageState]) -> list[str]:
        """What is wrong with them; each person has one browser, as long as they stay signed in."""
        self.site.renews = False
        for who in dict.fromkeys(state.who for state in states):
            visitor = self._visitor(who)
            for state in states:
                if state.who == who:
                    is_reached = self._look_at(visitor, state)
                    if not is_reached or "leave" in state.after:
                        visitor.page.context.close()
                        visitor = self._visitor(who)
            visitor.page.context.close()
        self.site.renews = True
        return self.wrong

    def _visitor(self, who: str) -> Visitor:
        context = self.chromium.new_context(
            locale="vi-VN" if self.language == "vi" else "en-GB",
            viewport=self.sizes[0],  # type: ignore[arg-type]
        )
        context.set_default_timeout(60_000)
        context.add_cookies(self.people.cookies(who, self.site.origin))  # type: ignore[arg-type]
        visitor = Visitor(looked_at_by_axe(context).new_page(), self.site.origin, self.language)
        visitor.page.on("pageerror", lambda error: visitor.console_errors.append(str(error)))
        return visitor

    def _look_at(self, visitor: Visitor, state: PageState) -> bool:
        """Whether the state was reached."""
        is_reached = False
        visitor.page.set_viewport_size(self.sizes[0])  # type: ignore[arg-type]
        try:
            steps = Steps(visitor, self.people, self.file)
            steps.go(state.at)
            for step in state.after:
                steps.take(step)
            observed = [*self._other_state(visitor, state), *self._faults(visitor, state)]
            is_reached = True
        except Exception as error:  # noqa: BLE001 - one state that is not reached hides no other
            observed = [f"not reached: {str(error)[:300]} at {visitor.page.url}"]
        finally:
            self.site.world.unavailable = ""
        observed += [line for line in visitor.console_errors if HTML_STATUS not in line]
        self.wrong += [f"{state.title} in {self.language}: {fault}" for fault in observed]
        visitor.console_errors.clear()
        return is_reached

    def _other_state(self, visitor: Visitor, state: PageState) -> Iterator[str]:
        """Whether another page came, or the same one in another state."""
        shown = self.site.shown[-1]
        row = self.row_of(shown.method, shown.path)
        if state.status and (row, shown.status) != (state.row, state.status):
            yield f"{row} answered {shown.status}"
        text = PRESENTATION.messages(self.language)[state.shows] if state.shows else ""
        parts = [re.escape(part) for part in re.split(r"{\w+}", text)]
        if not re.search(".*".join(parts), visitor.page.inner_text("body"), re.DOTALL):
            yield f"it does not have {text!r}"

    def _faults(self, visitor: Visitor, state: PageState) -> Iterator[str]:
        page = visitor.page
        for size in self.sizes:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            width = size["width"]
            yield from (f"{each} at {width} px" for each in faults(page, self.language, width))
            if size is NARROW:
                small = page.evaluate(SMALL_TARGETS, COMFORTABLE)
                yield from (f"a target below {COMFORTABLE} px: {each}" for each in small)
                self._picture(visitor, state)

    def _picture(self, visitor: Visitor, state: PageState) -> None:
        """All states into a folder of one's own; those with a name of a picture into docs."""
        if self.pictures and (state.picture or self.pictures != PICTURES):
            self.pictures.mkdir(parents=True, exist_ok=True)
            name = state.picture or re.sub(r"\W+", "-", state.title).strip("-")
            path = self.pictures / f"{name}-{self.language}-320.png"
            visitor.page.screenshot(path=path, full_page=True)
