"""What a citizen prints: on which paper, how many pages, and nothing of the screen on it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.services_site import ServicesSite, beside
from tests.browser.visitor import Visitor
from tests.unit.pages.services_world import CODE, catalogue
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import accepted, filed

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser")
A4, A6 = (596, 843), (298, 420)
"""In points, as Chromium rounds them; it prints on A4 where a page names no paper."""
LONGEST = max((str(each["name"]) for each in catalogue().values()), key=len)


@pytest.fixture(params=["vi", pytest.param("en", marks=pytest.mark.soak)])
def phone(
    request: pytest.FixtureRequest, chromium: "Browser", site: ServicesSite
) -> Iterator[Visitor]:
    language = request.param
    context = chromium.new_context(locale="vi-VN" if language == "vi" else "en-GB")
    yield Visitor(context.new_page(), site.origin, language)
    context.close()


def printed(page: "Page") -> tuple[list[str], set[tuple[int, int]]]:
    """The text of each page, and the sizes of paper."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(page.pdf(prefer_css_page_size=True, format="A4"))
    texts = [document[at].get_textpage().get_text_range() for at in range(len(document))]
    sizes = {tuple(round(side) for side in document[at].get_size()) for at in range(len(document))}
    return texts, sizes


def sign_in(phone: Visitor, citizen: Citizen) -> None:
    phone.page.goto(f"{phone.origin}/vao?ve=/toi")
    phone.page.fill("#username", citizen.who.username)
    phone.page.locator("button.main").click()
    phone.page.wait_for_url("**/toi")


def require_bare(phone: Visitor, text: str) -> None:
    """No navigation, no foot, no button."""
    for key in ("portal.look_up", "site.help", "sign_in.leave", "site.other_language"):
        assert phone.translate(key) not in text.splitlines(), key


def test_the_slip_of_a_look_up_key_is_one_page_of_a6(phone: Visitor, site: ServicesSite) -> None:
    citizen = Citizen(site.world)
    code = beside(lambda: filed(citizen))
    sign_in(phone, citizen)
    stored = site.world.world.intake.dossier(code)
    assert stored is not None
    phone.page.goto(f"{phone.origin}/nop/{stored.draft}/da-nop")
    at_filing = printed(phone.page)
    phone.page.locator(".slip dd").last.evaluate("(dd, text) => { dd.textContent = text }", LONGEST)
    with_long_name = printed(phone.page)
    phone.page.goto(f"{phone.origin}/toi/ho-so/{code}/ma-tra-cuu")
    phone.click("key.go")
    replaced = printed(phone.page)

    own = stored.lookup_key
    for (texts, sizes), key in ((at_filing, own), (with_long_name, own), (replaced, "")):
        assert (len(texts), sizes) == (1, {A6}), texts
        assert code in re.sub(r"\s", "", texts[0])
        assert key in re.sub(r"\s|-", "", texts[0])
        require_bare(phone, texts[0])


def test_receipt_and_sealed_forms_are_printed_on_one_or_two_pages(
    phone: Visitor, site: ServicesSite
) -> None:
    from pypdfium2 import PdfDocument

    citizen = Citizen(site.world)
    code = beside(lambda: accepted(citizen))
    sign_in(phone, citizen)
    phone.page.goto(f"{phone.origin}/toi/ho-so/{code}")
    paths = [
        str(link.get_attribute("href")) for link in phone.page.locator("a[href*='/van-ban/']").all()
    ]
    phone.page.locator("a[href*='/bien-lai/']").first.click()
    texts, sizes = printed(phone.page)
    sealed = [site.sealed(phone.page.context, path) for path in paths]

    assert (len(texts), sizes) == (1, {A4})
    assert code in re.sub(r"\s", "", texts[0])
    require_bare(phone, texts[0])
    assert len(sealed) >= 2, "form 01 and the receipt"
    assert all(1 <= len(PdfDocument(content)) <= 2 for content in sealed)


def test_a_procedure_is_printed_on_two_pages_with_what_is_folded_on_the_screen(
    phone: Visitor,
) -> None:
    phone.page.goto(f"{phone.origin}/thu-tuc/{CODE}")
    folded = phone.page.locator("details li").last.text_content() or ""
    texts, sizes = printed(phone.page)

    assert (len(texts) <= 2, sizes) == (True, {A4}), len(texts)
    whole = re.sub(r"\s+", "", "".join(texts))
    assert re.sub(r"\s+", "", folded)[:60] in whole
    require_bare(phone, texts[0])
