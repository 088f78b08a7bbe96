"""The steps of a page state, as a browser takes them (`page_states` has their words)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.browser.page_states import address
from tests.browser.people_at_states import IN, PeopleAtStates
from tests.browser.services_site import beside
from tests.browser.visitor import Visitor
from tests.unit.intake.world import PDF


@dataclass(frozen=True, slots=True)
class Steps:
    """Of one browser tab; `file` is where a file to upload is written."""

    visitor: Visitor
    people: PeopleAtStates
    file: Path

    def take(self, step: str) -> None:
        """Raises KeyError for a word that is none."""
        word, _, about = step.partition(" ")
        WORDS[word](self, about)

    def go(self, path: str) -> None:
        self.visitor.page.goto(self.visitor.origin + address(path, self.people.values))

    def click(self, key: str) -> None:
        self.visitor.click(key)

    def fill(self, about: str) -> None:
        field, _, value = about.partition(" = ")
        self.visitor.page.fill(field, address(value, self.people.values))

    def check(self, field: str) -> None:
        self.visitor.page.check(field)

    def choose(self, about: str) -> None:
        field, _, value = about.partition(" = ")
        self.visitor.page.select_option(field, value)

    def visit(self, link: str) -> None:
        with self.visitor.page.expect_navigation():
            self.visitor.page.locator(link).first.click()

    def submit(self, form: str) -> None:
        with self.visitor.page.expect_navigation():
            self.visitor.page.evaluate("form => document.querySelector(form).submit()", form)

    def upload(self, field: str) -> None:
        self.file.write_bytes(PDF)
        with self.visitor.page.expect_navigation():
            self.visitor.page.set_input_files(field, self.file)

    def leave(self, _: str) -> None:
        self.visitor.page.context.clear_cookies(name=re.compile(IN))

    def away(self, part: str) -> None:
        self.people.site.world.unavailable = part

    def do(self, act: str) -> None:
        beside(lambda: self.people.do(act))


WORDS: Final[Mapping[str, Callable[[Steps, str], None]]] = {
    "go": Steps.go,
    "press": Steps.click,
    "fill": Steps.fill,
    "check": Steps.check,
    "choose": Steps.choose,
    "visit": Steps.visit,
    "submit": Steps.submit,
    "upload": Steps.upload,
    "leave": Steps.leave,
    "away": Steps.away,
    "do": Steps.do,
}
