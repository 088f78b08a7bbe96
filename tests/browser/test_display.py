"""Large letters, forced colours and reduced motion, on pages with everything that pages have."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from infra.places import ROOT
from tests.browser.services_site import ServicesSite, beside
from tests.browser.visitor import NARROW, Visitor
from tests.unit.pages.services_world import CODE
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import accepted

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
STYLE: Path = ROOT / "front" / "static" / "front.css"
LETTERS = "size => { document.documentElement.style.fontSize = size }"
CLIPPED = """() => [...document.querySelectorAll("body *")]
  .filter(each => each.checkVisibility() && !each.closest(".hidden"))
  .filter(each => !each.matches("[type=file]"))
  .filter(each => ["hidden", "clip"].includes(getComputedStyle(each).overflowX))
  .filter(each => each.scrollWidth > each.clientWidth || each.scrollHeight > each.clientHeight)
  .map(each => each.outerHTML.slice(0, 120))"""
EDGELESS = """() => [...document.querySelectorAll("main .button, main .tag")]
  .filter(each => each.checkVisibility())
  .map(each => [each, getComputedStyle(each)])
  .filter(([, style]) => style.borderBottomStyle === "none"
    || style.borderBottomColor === getComputedStyle(document.body).backgroundColor)
  .map(([each]) => each.outerHTML.slice(0, 120))"""
FAINT = """least => {
  const parts = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => parts(colour).slice(0, 3).map(each => each / 255)
    .map(each => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4)
    .reduce((sum, each, at) => sum + each * [.2126, .7152, .0722][at], 0);
  const ground = each => !each ? "rgb(255, 255, 255)"
    : (parts(getComputedStyle(each).backgroundColor)[3] ?? 1) > 0
      ? getComputedStyle(each).backgroundColor : ground(each.parentElement);
  const contrast = (a, b) => (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
  return [...document.querySelectorAll("body *")]
    .filter(each => each.checkVisibility() && !each.closest(".hidden, .skip"))
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(each => contrast(light(getComputedStyle(each).color), light(ground(each))) < least)
    .map(each => each.outerHTML.slice(0, 120));
}"""
"""Text below a contrast; axe-core reads the colours of the style, not those that are forced."""


@pytest.fixture
def pages(chromium: "Browser", site: ServicesSite) -> Iterator[tuple[Visitor, list[str]]]:
    """Somebody with an accepted dossier, and addresses of pages with tables, forms and steps."""
    citizen = Citizen(site.world)
    code = beside(lambda: accepted(citizen))
    context = chromium.new_context(locale="vi-VN", viewport=NARROW)  # type: ignore[arg-type]
    cookies = [{"name": n, "value": v, "url": site.origin} for n, v in citizen.jar.items()]
    context.add_cookies(cookies)  # type: ignore[arg-type]
    own = f"/toi/ho-so/{code}"
    paths = [f"/thu-tuc/{CODE}", f"/thu-tuc/{CODE}/le-phi", "/tra-cuu", "/xac-minh?ma=", "/toi"]
    yield Visitor(context.new_page(), site.origin, "vi"), [*paths, own, f"{own}/rut"]
    context.close()


def test_letters_of_twice_the_size_lose_nothing(pages: tuple[Visitor, list[str]]) -> None:
    visitor, paths = pages
    for path in paths:
        visitor.page.goto(visitor.origin + path)
        visitor.page.evaluate(LETTERS, "200%")
        for width in (320, 640):
            visitor.page.set_viewport_size({"width": width, "height": 640})
            wide = visitor.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{path} is {wide} px wide at {width} px"
            assert visitor.page.evaluate(CLIPPED) == [], path


def test_colours_that_a_person_forces_leave_text_and_edges_readable(
    pages: tuple[Visitor, list[str]],
) -> None:
    visitor, paths = pages
    for scheme in ("light", "dark"):
        visitor.page.emulate_media(forced_colors="active", color_scheme=scheme)
        for path in paths:
            visitor.page.goto(visitor.origin + path)
            assert visitor.page.evaluate("matchMedia('(forced-colors: active)').matches")
            assert visitor.page.evaluate(FAINT, 4.5) == [], f"{path} in {scheme}"
            assert visitor.page.evaluate(EDGELESS) == [], f"{path} in {scheme}"


def test_nothing_moves_by_itself() -> None:
    style = STYLE.read_text("utf-8")

    for word in ("transition", "animation", "@keyframes", "scroll-behavior"):
        assert word not in style


def test_faint_text_and_buttons_without_edges_are_noticed(chromium: "Browser") -> None:
    page = chromium.new_page()
    page.set_content(
        "<main><p style='color:#999'>a</p><a class=button style='border:0'>b</a></main>"
    )
    faint, edges = page.evaluate(FAINT, 4.5), page.evaluate(EDGELESS)
    page.close()

    assert (len(faint), len(edges)) == (1, 1)
