"""Each page of administration once at 320 px in Vietnamese: it fits, and axe finds nothing."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import violations
from tests.browser.services_site import ServicesSite, running_site
from tests.browser.visitor import NARROW
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_supervision_pages import requested
from tests.unit.pages.services_world import AGENCY, CODE, PROVINCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
ONE = f"/quan-tri/don-vi/{AGENCY}"
PROCEDURE = f"/quan-tri/thu-tuc/{CODE}"
FIGURES = f"/giam-sat/don-vi/{AGENCY}"


@pytest.fixture(scope="module")
def site() -> Iterator[ServicesSite]:
    with running_site() as site:
        yield site


def pages_of(site: ServicesSite, role: str) -> list[str]:
    """The addresses of a role's pages of administration."""
    colleague = Officer("officer", world=site.world)
    official = f"/quan-tri/can-bo/{colleague.subject}"
    pages = {
        "admin": [
            "/quan-tri",
            "/quan-tri/don-vi",
            "/quan-tri/don-vi-moi",
            *(ONE + path for path in ("", "/sua", "/ban", "/kiosk", "/can-bo")),
            "/quan-tri/can-bo",
            *(official + path for path in ("", "/quyen", "/thu-hoi")),
            "/giam-sat/nhat-ky",
        ],
        "catalogue_editor": [
            "/quan-tri/thu-tuc",
            *(PROCEDURE + path for path in ("", "/cong-bo", "/tam-ngung", "/muc-thu")),
            f"{PROCEDURE}/phien-ban/1",
        ],
        "head": [
            "/uy-quyen",
            f"/uy-quyen/{colleague.subject}",
            "/quan-tri/yeu-cau-du-lieu",
            f"/quan-tri/yeu-cau-du-lieu/{requested(site.world, 'erase')}",
            "/giam-sat",
            "/giam-sat/don-vi",
            f"{FIGURES}/ngay",
            f"{FIGURES}/tai-cho",
        ],
    }
    return pages[role]


@pytest.mark.parametrize("role", ["admin", "catalogue_editor", "head"])
def test_every_page_of_administration_fits_and_is_accessible(
    chromium: "Browser", site: ServicesSite, role: str
) -> None:
    paths = pages_of(site, role)
    official = Officer(role, world=site.world, agency=PROVINCE)
    official.sign_in()
    context = chromium.new_context(viewport=NARROW, locale="vi-VN")  # type: ignore[arg-type]
    context.add_cookies(
        [{"name": name, "value": each, "url": site.desk} for name, each in official.jar.items()]
    )
    page, console = context.new_page(), []
    page.on("console", lambda line: console.append(line.text) if line.type == "error" else None)
    for path in paths:
        answer = page.goto(site.desk + path)
        assert answer is not None
        assert answer.status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], path
        assert violations(page) == [], path
    context.close()
    assert not console, console
