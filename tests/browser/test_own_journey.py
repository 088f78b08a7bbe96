"""A citizen at 320 px pays by code and by card, supplements, withdraws, downloads, verifies.

Without scripts in Vietnamese; as a soak also with scripts, and in English.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import HTML_STATUS
from tests.browser.courses import COURSES
from tests.browser.journey import Journey
from tests.browser.services_site import ServicesSite, beside
from tests.browser.visitor import NARROW, Visitor
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import filed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(params=COURSES)
def journey(
    request: pytest.FixtureRequest, chromium: "Browser", site: ServicesSite, tmp_path: Path
) -> Iterator[Journey]:
    scripts, language = request.param
    context = chromium.new_context(
        java_script_enabled=scripts,
        viewport=NARROW,  # type: ignore[arg-type]
        locale="vi-VN" if language == "vi" else "en-GB",
    )
    context.set_default_timeout(60_000)
    phone = Visitor(context.new_page(), site.origin, language)
    yield Journey(phone, site, scripts, tmp_path / "giay-to.pdf")
    context.close()
    assert [line for line in phone.console_errors if HTML_STATUS not in line] == []


def test_a_citizen_pays_by_code_supplements_and_has_the_result_in_hand(
    journey: Journey, site: ServicesSite
) -> None:
    citizen = Citizen(site.world)
    code = beside(lambda: filed(citizen))
    journey.sign_in(citizen)
    journey.follow("mine.waits_pay")
    journey.pay_by_code()

    beside(lambda: request_supplement(site, code))
    journey.sign_in(citizen)
    journey.follow("mine.waits_supplement")
    journey.supplement()

    beside(lambda: decide(site, code))
    journey.sign_in(citizen)
    journey.download_and_verify(code)


def test_a_citizen_pays_by_card_withdraws_the_dossier_and_downloads_a_copy(
    journey: Journey, site: ServicesSite
) -> None:
    citizen = Citizen(site.world)
    code = beside(lambda: filed(citizen))
    journey.sign_in(citizen)
    journey.follow("mine.waits_pay")
    journey.pay_by_card()

    site.world.world.accept(code)
    site.settle()
    journey.sign_in(citizen)
    journey.phone.page.goto(f"{site.origin}/toi/ho-so/{code}")
    journey.withdraw()

    copy = journey.copy_of_data()
    site.settle()
    journey.sign_in(citizen)
    journey.download_copy(copy)


def request_supplement(site: ServicesSite, code: str) -> None:
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
