"""Cash is taken and a day is closed in a browser at 320 px."""

from collections.abc import Iterator

import pytest

from tests.browser.desk_day import DeskDay
from tests.browser.services_site import ServicesSite, running_site
from tests.unit.desk.test_accounts import DAY, compared
from tests.unit.desk.test_cash_desk import due_fee
from tests.unit.pages.services_world import PROVINCE

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def site() -> Iterator[ServicesSite]:
    """One for each test: a day is closed once."""
    with running_site() as site:
        yield site


def test_cash_is_taken_and_the_day_is_closed(day: DeskDay, site: ServicesSite) -> None:
    code, _ = due_fee(site.world)
    cashier = day.open("cashier", "/thu-ngan", "desk-cash")
    page = cashier.page
    page.fill("#text", code)
    day.click(cashier, "main form button.button", "desk-cash-dossier")
    day.click(cashier, ".tasks li:first-child a", "desk-cash-fee")
    page.fill("#tendered", "200.000")
    day.click(cashier, "form[action$='/tien-mat'] button", "desk-cash-change")
    day.click(cashier, "button[value=confirm]", "desk-cash-receipt")
    changes = "50.000" if day.language == "vi" else "50,000"
    assert changes in page.locator(".note .state").inner_text()
    day.open("cashier", "/thu-ngan/ca", "desk-cash-shift")
    page.fill("#counted", "150.000")
    day.click(cashier, "form[action$='/ca'] button", "desk-cash-handovers")

    compared(site.world)
    accountant = day.open("accountant", "/ke-toan", "desk-accounts", PROVINCE)
    day.click(accountant, f"a[href$='/ke-toan/ngay/{DAY}']", "desk-day-open")
    day.click(accountant, f"form[action$='/{DAY}'] button", "desk-day-closed")
    done = accountant.page.locator(".note.good").inner_text()
    assert done == accountant.translate("day.done")
    assert site.world.world.payments.day(DAY).state == "closed"
