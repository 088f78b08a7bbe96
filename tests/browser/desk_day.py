"""Officials at browsers of 320 px, each with a browser of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk.presentation import PRESENTATION
from tests.browser.accessibility import violations
from tests.browser.services_site import ServicesSite
from tests.browser.visitor import NARROW, Visitor
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import AGENCY

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MATRIX = [
    pytest.param(
        (scripts, language),
        id=f"{language}-{'scripts' if scripts else 'bare'}",
        marks=() if (scripts, language) == (False, "vi") else pytest.mark.soak,
    )
    for language in ("vi", "en")
    for scripts in (False, True)
]
"""Whether the pages' scripts run, and the language: one pair in the short tests."""
Fields = Mapping[str, str | list[str]]


@dataclass
class DeskDay:
    """The browsers of the officials of one office, by role; the pages' scripts run if `scripts`."""

    chromium: "Browser"
    site: ServicesSite
    scripts: bool
    language: str
    pictures: Path | None = None
    visitors: dict[str, Visitor] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)

    def visitor(self, role: str, agency: str = AGENCY) -> Visitor:
        """Somebody of this role, who signs in with both factors at first."""
        if role not in self.visitors:
            self.visitors[role] = self._signed_in(role, agency)
        return self.visitors[role]

    def open(self, role: str, path: str, name: str = "", agency: str = AGENCY) -> Visitor:
        """A page of the desk, which fits into 320 px."""
        visitor = self.visitor(role, agency)
        answer = visitor.page.goto(self.site.desk + path)
        if answer is not None and answer.status == 401:  # idle for half an hour of the world
            self._sign_in(visitor, role, agency)
        self.seen(visitor, name)
        return visitor

    def act(self, role: str, code: str, slug: str, fields: Fields, name: str = "") -> None:
        """From the case to the act, its form, the last look, and the case again."""
        visitor = self.open(role, f"/ho-so/{code}", "desk-case" if name else "")
        page = visitor.page
        link = page.locator(f"a[href$='/{slug}']")
        assert link.count() == 1, page.inner_text("main")
        with page.expect_navigation():
            link.click()
        self.seen(visitor, name and f"desk-{name}")
        self.fill(visitor, fields)
        self._push(visitor, "act.review")
        self.seen(visitor, name and f"desk-{name}-review")
        with page.expect_navigation():
            page.locator("button[name=action][value=confirm]").click()
        self.seen(visitor, "")
        assert page.locator(".note.good").count() == 1, page.inner_text("main")
        self.site.settle()

    def fill(self, visitor: Visitor, fields: Fields) -> None:
        """Every field by its name: texts, days, radio buttons, boxes and lists of choices."""
        for name, value in fields.items():
            control = visitor.page.locator(f"[name='{name}']").first
            kind = control.get_attribute("type")
            if kind in ("radio", "checkbox"):
                visitor.page.check(f"[name='{name}'][value='{value}']")
            elif control.evaluate("each => each.tagName") == "SELECT":
                control.select_option(str(value))
            else:
                control.fill(str(value))

    def click(self, visitor: Visitor, selector: str, name: str = "") -> None:
        """A button or a link, and the page that it leads to."""
        with visitor.page.expect_navigation():
            visitor.page.locator(selector).last.click()
        self.seen(visitor, name)

    def seen(self, visitor: Visitor, name: str) -> None:
        """The page has one heading and fits; if it has a name and scripts run, axe finds nothing
        in it.
        """
        page = visitor.page
        assert page.locator("h1").count() == 1, page.url
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], page.url
        if not name or name in self.names or not self.scripts:
            return
        self.names.add(name)
        assert violations(page) == [], name
        visitor.picture(name)

    def close(self) -> None:
        """End every browser of the day."""
        for visitor in self.visitors.values():
            assert not visitor.console_errors, visitor.console_errors
            visitor.page.context.close()

    def _push(self, visitor: Visitor, key: str) -> None:
        text = visitor.translate(key)
        with visitor.page.expect_navigation():
            visitor.page.get_by_role("button", name=text, exact=True).click()

    def _signed_in(self, role: str, agency: str) -> Visitor:
        context = self.chromium.new_context(
            java_script_enabled=self.scripts,
            viewport=NARROW,  # type: ignore[arg-type]
            locale="vi-VN" if self.language == "vi" else "en-GB",
        )
        context.set_default_timeout(60_000)
        page = context.new_page()
        visitor = Visitor(page, self.site.desk, self.language, self.pictures, PRESENTATION)
        page.goto(self.site.desk + "/")
        self._sign_in(visitor, role, agency)
        self.seen(visitor, "desk-today")
        return visitor

    def _sign_in(self, visitor: Visitor, role: str, agency: str) -> None:
        """From a page that needs it, and back to that page."""
        official = Officer(role, world=self.site.world, agency=agency)
        page = visitor.page
        wanted = page.url
        self.site.world.later(seconds=61)  # a code of the second factor counts once
        visitor.click("sign_in.go")
        page.fill("#username", official.username)
        page.locator("button.main").click()
        page.fill("#digits", page.inner_text(".code"))
        page.locator("button.main").click()
        page.wait_for_url(wanted)
        visitor.console_errors.clear()  # the page without a sign-in has the status 401
