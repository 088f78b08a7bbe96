"""A dossier is taken over the counter, and an original digitised, in a browser at 320 px."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.desk_day import DeskDay
from tests.browser.services_site import ServicesSite, beside, running_site
from tests.unit.desk.counter import CARD, ENTRY, accept_paid
from tests.unit.desk.test_digitise import PAPER
from tests.unit.intake.scans import scanned

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def site() -> Iterator[ServicesSite]:
    with running_site() as site:
        yield site


def taken_in(day: DeskDay) -> str:
    """From the card of somebody without an account to the slip of their key; the code."""
    receptionist = day.open("receptionist", ENTRY, "desk-entry")
    page = receptionist.page
    page.fill("[name='a.card']", CARD)
    day.click(receptionist, "button[value=card]")
    assert page.input_value("[name='a.full_name']") == "Phạm Văn Bình"
    page.fill("[name='a.phone']", "0912345678")
    day.click(receptionist, "button[value=enter]", "desk-draft")
    day.click(receptionist, "a[href$='/xem-lai']", "desk-check")
    for field in page.locator("main form [name^='originals-']:visible").all():
        field.fill("1")
    day.click(receptionist, "main form button.button", "desk-filed")
    [code, key] = page.locator("dd.copy").all_inner_texts()
    day.click(receptionist, "a[href$='/phieu']", "desk-slip")
    slip = page.inner_text(".slip")
    assert code in slip
    assert key in slip
    return code


def digitised(day: DeskDay, code: str, file: Path) -> None:
    """Five steps, one a page."""
    clerk = day.open("clerk", f"/so-hoa/{code}", "desk-originals")
    page = clerk.page
    day.click(clerk, "a[href$='/giay-to/p06']", "desk-digitise-1")
    day.fill(clerk, {"a.sheets": "1", "a.agrees": "true"})
    day.click(clerk, "main form button.button", "desk-digitise-2")
    if day.scripts:
        with page.expect_navigation():
            page.set_input_files("#file", file)
    else:
        day.click(clerk, "button[data-plain]")
        page.set_input_files("#file", file)
        day.click(clerk, "main form button.button")
    page.wait_for_url(re.compile("/mo-ta$"))
    day.seen(clerk, "desk-digitise-3")
    day.fill(clerk, PAPER)
    day.click(clerk, "main form button.button", "desk-digitise-4")
    day.click(clerk, "main form button.button", "desk-digitise-5")
    day.site.settle()
    page.locator("a[href*='/van-ban/']").wait_for()  # the page renews itself
    day.seen(clerk, "desk-digitised")


def test_a_dossier_is_taken_over_the_counter_and_an_original_digitised(
    day: DeskDay, site: ServicesSite, tmp_path: Path
) -> None:
    code = taken_in(day)
    site.settle()
    site.world.world.code = code
    beside(lambda: accept_paid(site.world, code))
    file = tmp_path / "ban-quet.pdf"
    file.write_bytes(scanned())

    digitised(day, code, file)
