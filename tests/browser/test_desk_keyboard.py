"""Acceptance, a decision with its signature, and cash by Tab, Enter and Space alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.desk_day import DeskDay
from tests.browser.services_site import ServicesSite, beside, running_site
from tests.browser.visitor import Visitor
from tests.unit.desk.office import Office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
MOST_STOPS: Final = 60
"""Presses of Tab until a target on the longest of these pages."""
FOCUSED: Final = """wanted => {
  const focused = document.activeElement, style = getComputedStyle(focused);
  const box = focused.getBoundingClientRect();
  return {
    isWanted: focused.matches(wanted),
    isLost: focused === document.body,
    isSeen: style.outlineStyle !== "none" && box.width > 0 && box.bottom > 0
      && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    name: focused.outerHTML.slice(0, 100),
  };
}"""


@pytest.fixture(scope="module")
def site() -> Iterator[ServicesSite]:
    with running_site() as site:
        yield site


@dataclass
class Keyboard:
    """Somebody who has no mouse; each stop of Tab is visible."""

    day: DeskDay
    visitor: Visitor

    def skip_to_main(self) -> None:
        """The first stop of a page leads past its navigation."""
        page = self.visitor.page
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUSED, ".skip")["isWanted"], "the skip link is the first stop"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"

    def tab_to(self, wanted: str) -> None:
        """To the element of this selector, by nothing but Tab."""
        page = self.visitor.page
        for _ in range(MOST_STOPS):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED, wanted)
            assert not focused["isLost"], f"{wanted} is no stop of {page.url}"
            assert focused["isSeen"], focused["name"]
            if focused["isWanted"]:
                return
        raise AssertionError(wanted)

    def go(self, wanted: str) -> None:
        """Past the navigation to a link or button, and where it leads."""
        self.skip_to_main()
        self.activate(wanted)

    def activate(self, wanted: str, key: str = "Enter") -> None:
        """From the present stop on to a link or button, and where it leads."""
        self.tab_to(wanted)
        with self.visitor.page.expect_navigation():
            self.visitor.page.keyboard.press(key)
        self.day.seen(self.visitor, "")

    def type(self, wanted: str, text: str) -> None:
        """Into a field."""
        self.tab_to(wanted)
        self.visitor.page.keyboard.type(text)


@pytest.fixture
def hands(chromium: "Browser", site: ServicesSite) -> Iterator[DeskDay]:
    day = DeskDay(chromium, site, scripts=True, language="vi")
    yield day
    day.close()


def at(day: DeskDay, role: str, path: str) -> Keyboard:
    return Keyboard(day, day.open(role, path))


def test_a_dossier_is_accepted_without_a_mouse(hands: DeskDay, site: ServicesSite) -> None:
    code = site.world.file_paid()
    receptionist = at(hands, "receptionist", "/")
    receptionist.go("a[href='/viec/new']")
    receptionist.go(f"a[href='/ho-so/{code}']")
    receptionist.go("a[href$='/tiep-nhan']")
    receptionist.skip_to_main()
    receptionist.tab_to("#wants_form")
    receptionist.visitor.page.keyboard.press("Space")
    assert receptionist.visitor.page.is_checked("#wants_form")
    receptionist.activate("button[value=review]", "Space")
    receptionist.go("button[value=confirm]")

    assert receptionist.visitor.page.locator(".note.good").count() == 1


def test_a_decision_is_signed_without_a_mouse(hands: DeskDay, site: ServicesSite) -> None:
    code = beside(lambda: Office(site.world).proposed())
    approver = at(hands, "approver", f"/ho-so/{code}")
    approver.go("a[href$='/quyet-dinh']")
    approver.go("button[value=review]")
    approver.go("button[value=confirm]")

    assert approver.visitor.page.locator(".note.good").count() == 1


def test_cash_is_taken_without_a_mouse(hands: DeskDay, site: ServicesSite) -> None:
    code = site.world.world.file()
    site.settle()
    cashier = at(hands, "cashier", "/thu-ngan")
    cashier.skip_to_main()
    cashier.type("#text", code)
    cashier.visitor.page.keyboard.press("Enter")
    cashier.visitor.page.wait_for_url("**/ho-so/**")
    cashier.go(".tasks a")
    cashier.skip_to_main()
    cashier.type("#tendered", "200.000")
    cashier.activate("form[action$='/tien-mat'] button")
    cashier.go("button[value=confirm]")

    assert "50.000" in cashier.visitor.page.locator(".note .state").inner_text()


def test_no_page_holds_the_keyboard(hands: DeskDay, site: ServicesSite) -> None:
    """Tab leaves the longest page at its end, and comes back to its beginning."""
    code = site.world.file_paid()
    page = hands.open("receptionist", f"/ho-so/{code}").page
    stops = page.locator("a[href], button, input:not([type=hidden]), summary, [tabindex='0']")
    for _ in range(stops.count() + 2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('footer button')"):
            return
    raise AssertionError("the sign-out at the foot is no stop")
