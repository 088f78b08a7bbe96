"""What officials do on the officials' pages, each in a browser of their own."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from contracts.testing.results import sample_fields
from local.demo.checks import require
from local.demo.pages.tab import Tab
from local.demo.waiting import wait_for

Fields = Mapping[str, str]
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class OfficialAtPages:
    """One official at the desk's pages."""

    tab: Tab
    username: str
    is_signed_in: bool = field(default=False, init=False)

    def open(self, path: str) -> None:
        """A page; the first one asks for the sign-in."""
        page = self.tab.page
        page.goto(self.tab.origin + path)
        if not self.is_signed_in:
            self.tab.click("sign_in.go")
            self._show_who()
            self.is_signed_in = True

    def open_with_fresh_factor(self, path: str) -> None:
        """A page behind a sign-in that is asked for anew, as before a signature."""
        self.tab.page.goto(f"{self.tab.origin}/vao?ve={path}&moi=1")
        self._show_who()
        self.is_signed_in = True

    def find(self, code: str) -> None:
        """A case by its code, which leads to its page at once."""
        tab = self.tab
        self.open("/tim")
        tab.fill(text=code)
        tab.click("find.go")
        require(tab.page.url.endswith(f"/ho-so/{code}"), f"{code} is not found")

    def open_first_paper(self) -> None:
        """From the case to the paper, whose opening is recorded, and back."""
        tab, page = self.tab, self.tab.page
        link = page.locator(".papers a[href*='/giay-to/']")
        tab.reload_until(lambda: link.count() > 0, "the case has its papers")
        tab.follow(".papers a[href*='/giay-to/']")
        require(tab.heading() == tab.translate("paper.title"), "the paper does not open")
        sheet = page.locator("img.sheet")
        tab.reload_until(lambda: sheet.count() > 0, "the pages of the paper have pictures")
        width = sheet.first.evaluate("each => each.decode().then(() => each.naturalWidth)")
        require(width > 0, "the picture of the paper's page does not show")

    def act(self, code: str, slug: str, fields: Fields | None = None, name: str = "") -> None:
        """An act from the case: its form, the last look, the act; raises CheckFailed."""
        tab, page = self.tab, self.tab.page
        self.open(f"/ho-so/{code}")
        link = page.locator(f"a[href$='/{slug}']")
        tab.reload_until(lambda: link.count() > 0, f"{slug} is allowed")
        tab.picture("desk-case")
        tab.follow(f"a[href$='/{slug}']")
        self.complete(fields or {}, name)

    def complete(self, fields: Fields, name: str = "") -> None:
        """The form of an act that is open, the last look and the act; raises CheckFailed."""
        tab, page = self.tab, self.tab.page
        self._fill(fields)
        if name:
            tab.picture(f"desk-{name}")
        tab.click("act.review")
        if name:
            tab.picture(f"desk-{name}-review")
        with page.expect_navigation():
            page.locator("button[name=action][value=confirm]").click()
        done = page.locator(".note.good")
        require(done.count() == 1, f"{page.url}: {page.inner_text('main')[:500]}")

    def _fill(self, fields: Fields) -> None:
        """Every field by its name; what stands there already stays."""
        page = self.tab.page
        for name, value in fields.items():
            control = page.locator(f"[name='{name}']").first
            if not control.count():
                continue
            if control.get_attribute("type") in ("radio", "checkbox"):
                page.check(f"[name='{name}'][value='{value}']")
            elif control.evaluate("each => each.tagName") == "SELECT":
                control.select_option(value)
            elif not control.input_value():
                control.fill(value)

    def _show_who(self) -> None:
        """At the issuer: the person, and the six digits of the second factor, which count once."""
        page = self.tab.page
        page.fill("#username", self.username)
        page.locator("button.main").click()

        def accepted() -> bool | None:
            page.fill("#digits", page.inner_text(".code"))
            with page.expect_navigation():
                page.locator("button.main").click()
            return None if page.locator("#digits").count() else True

        wait_for(accepted, "new digits of the second factor")
        page.wait_for_url(lambda url: "/authorize" not in url and "/vao" not in url)


def result_form(result: str) -> dict[str, str]:
    """What an officer enters into the fields of a result's template."""
    form: dict[str, str] = {}
    for name, value in sample_fields(result).items():
        if isinstance(value, str) and DAY.fullmatch(value):
            year, month, day = value.split("-")
            form |= {f"a.{name}.d": day, f"a.{name}.m": month, f"a.{name}.y": year}
        else:
            form[f"a.{name}"] = "\n".join(value) if isinstance(value, tuple) else str(value)
    return form
