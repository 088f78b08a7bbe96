"""A citizen at 320 px without JavaScript pays by code, supplements, withdraws, downloads, verifies.

The officials' part is done before all services in memory, in a thread of its own: documents are
signed by a loop beside that of the browser.
"""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.browser.services_site import ServicesSite, running_site
from tests.browser.visitor import NARROW, Visitor
from tests.unit.intake.world import PDF
from tests.unit.payments.bank_money import pay_by_bank
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import accepted, filed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
T = TypeVar("T")


@pytest.fixture(scope="module")
def site() -> Iterator[ServicesSite]:
    with running_site() as site:
        yield site


@pytest.fixture
def phone(chromium: "Browser", site: ServicesSite) -> Iterator[Visitor]:
    """A browser of 320 px without JavaScript."""
    context = chromium.new_context(
        java_script_enabled=False,
        viewport=NARROW,  # type: ignore[arg-type]
        locale="vi-VN",
    )
    context.set_default_timeout(15_000)
    yield Visitor(context.new_page(), site.origin, "vi")
    context.close()


def beside(act: Callable[[], T]) -> T:
    """What an official does, beside the browser's loop."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(act).result()


def sign_in(phone: Visitor, citizen: Citizen) -> None:
    """At the provider, by a username."""
    phone.page.goto(f"{phone.origin}/vao?ve=/toi")
    phone.page.fill("#username", citizen.who.username)
    phone.page.locator("button.main").click()
    phone.page.wait_for_url("**/toi")


def follow(phone: Visitor, key: str) -> None:
    """The first link whose text begins so."""
    text = re.compile(f"^{re.escape(phone.translate(key))}")
    phone.page.get_by_role("link", name=text).first.click()


def test_a_citizen_pays_by_code_supplements_and_has_the_result_in_hand(
    phone: Visitor, site: ServicesSite, tmp_path: Path
) -> None:
    world, page, citizen = site.world.world, phone.page, Citizen(site.world)
    code = beside(lambda: filed(citizen))
    sign_in(phone, citizen)
    follow(phone, "mine.waits_pay")
    phone.click("fee.by_transfer")
    reference = page.locator("dd.copy").last.inner_text()
    with page.expect_download() as picture:
        page.get_by_role("link", name=phone.translate("transfer.save")).click()
    assert picture.value.suggested_filename == f"vietqr-{reference}.png"
    assert picture.value.path().read_bytes().startswith(b"\x89PNG")
    beside(lambda: pay_by_bank(world, reference))
    phone.click("payment.check_scan")
    assert phone.heading() == phone.translate("payment.title_paid")

    beside(lambda: ask_for_more(site, code))
    sign_in(phone, citizen)
    follow(phone, "mine.waits_supplement")
    page.locator(".tasklist a").first.click()
    file = tmp_path / "hop-dong.pdf"
    file.write_bytes(PDF)
    phone.click("papers.choose")
    page.set_input_files("#file", file)
    phone.click("upload.go")
    assert phone.translate("papers.state_checked") in page.inner_text("main")
    phone.click("supplement.done")
    page.fill("#note", "Hợp đồng thuê nhà số 5")
    phone.click("supplement.send")
    assert phone.translate("own.sent_bo_sung") in page.inner_text("main")

    beside(lambda: decide(site, code))
    sign_in(phone, citizen)
    page.goto(f"{phone.origin}/toi/ho-so/{code}")
    link = page.locator("a[href*='/van-ban/']").last.get_attribute("href") or ""
    answer = page.context.request.get(f"{phone.origin}{link}", max_redirects=0)
    assert (answer.status, answer.headers["location"].startswith("http")) == (303, True)
    page.locator("a[href*='/xac-minh/']").last.click()
    assert phone.heading() == phone.translate("verify.title_valid")


def test_a_citizen_withdraws_a_dossier(phone: Visitor, site: ServicesSite) -> None:
    page, citizen = phone.page, Citizen(site.world)
    code = beside(lambda: accepted(citizen))
    sign_in(phone, citizen)
    page.goto(f"{phone.origin}/toi/ho-so/{code}")
    phone.click("withdrawal.title")
    phone.click("withdrawal.go")
    assert page.locator(".summary a").count() == 2
    page.fill("#reason", "Tôi đổi ý.")
    page.check("#sure")
    phone.click("withdrawal.go")

    assert phone.translate("own.sent_rut") in page.inner_text("main")
    assert re.search(r"đang chờ cơ quan trả lời", page.inner_text("main"))


def ask_for_more(site: ServicesSite, code: str) -> None:
    """The agency accepts the paid dossier and requests a supplement."""
    world = site.world.world
    world.settle()
    world.accept(code)
    world.settle()
    world.assign(code)
    world.settle()
    world.request_supplement(code)
    world.settle()


def decide(site: ServicesSite, code: str) -> None:
    """The agency decides, and returns the result online."""
    world = site.world.world
    world.settle()
    world.decide(code)
    world.settle()
    world.return_result(code)
    world.settle()


def test_the_key_slip_and_the_receipt_are_printed_on_one_page_each(
    chromium: "Browser", site: ServicesSite
) -> None:
    citizen = Citizen(site.world)
    code = beside(lambda: accepted(citizen))
    context = chromium.new_context(locale="vi-VN")
    page = context.new_page()
    phone = Visitor(page, site.origin, "vi")
    sign_in(phone, citizen)
    page.goto(f"{phone.origin}/toi/ho-so/{code}/ma-tra-cuu")
    phone.click("key.go")
    slip = pages_of(page.pdf())
    page.goto(f"{phone.origin}/toi/ho-so/{code}")
    page.locator("a[href*='/bien-lai/']").first.click()
    receipt = pages_of(page.pdf())
    context.close()

    assert (len(slip), len(receipt)) == (1, 1), slip
    for text in (slip[0], receipt[0]):
        assert code in re.sub(r"\s", "", text)
        assert phone.translate("portal.look_up") not in text.splitlines(), "no navigation"
        assert phone.translate("sign_in.leave") not in text, "no foot"


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    return [document[at].get_textpage().get_text_range() for at in range(len(document))]
