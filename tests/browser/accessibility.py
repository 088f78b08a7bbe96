"""What a page must not have: axe findings, a screen's width too much, another language."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

OPTIONS: Final = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""All rules of axe-core up to WCAG 2.2 AA and its best practices; it leaves the size of targets
(24 px) out by itself.
"""
HTML_STATUS: Final = "the server responded with a status of"
"""What the browser notes of a page that names mistakes, or that is none."""
SCROLLED: Final = """() => Array.from(document.querySelectorAll("main *"))
  .filter((e) => e.scrollWidth > e.clientWidth && getComputedStyle(e).overflowX === "auto")
  .filter((e) => !e.matches("[role=region][tabindex='0'], textarea"))
  .map((e) => e.outerHTML.slice(0, 120))"""


RUN: Final = """options => axe.run(document, options).then(({violations}) => violations.map(
  each => `${each.id} ${each.nodes[0].html.slice(0, 200)}`))"""


@cache
def axe_script() -> str:
    """axe-core, loaded once."""
    return str(Axe().axe_script)


def looked_at_by_axe(context: "BrowserContext") -> "BrowserContext":
    """The context, whose pages have axe-core from the browser itself: half a megabyte less to send
    for each page.
    """
    context.add_init_script(axe_script())
    return context


def violations(page: "Page") -> list[str]:
    """What axe-core finds on the present page: its rule and the element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    broken: list[str] = page.evaluate(RUN, OPTIONS)
    return broken


def faults(page: "Page", language: str, width: int) -> Iterator[str]:
    """Everything that is wrong with the present page on a screen of `width` pixels."""
    if page.locator("h1").count() != 1:
        yield "not one heading"
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    if wide > width:
        yield f"{wide} px wide"
    yield from (f"scrolls without a region: {each}" for each in page.evaluate(SCROLLED))
    if page.evaluate("document.documentElement.lang") != language:
        yield "another language"
    yield from violations(page)
