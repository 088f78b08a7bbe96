"""A foreigner who reads English asks what a business licence costs and checks a landlord's."""

import re

from tests.browser.walks.human_time import PHONE_SECOND_LANGUAGE
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import finished

SLUG = "foreigner"
BRAND = "Một Cửa Public services of Quảng Ninh province"
DOCUMENT = re.compile(r"/xac-minh/([0-9A-Z]{26})")


def walk(walking: Walking) -> Walk:
    """From the first page to the fee, and to the answer that a certificate is valid."""
    citizen, world = Citizen(walking.site.world), walking.site.world.world
    code = walking.meanwhile(lambda: finished(citizen))
    world.services["intake"].refresh_listing()
    page = walking.meanwhile(lambda: citizen.get(f"/toi/ho-so/{code}"))
    certificate = DOCUMENT.findall(page.text)[-1]
    with walking.person(SLUG, PHONE_SECOND_LANGUAGE, phone=True, locale="en-GB") as kim:
        kim.open(walking.site.origin + "/")
        kim.type("find", "search", letters="business licence")
        kim.click("search", "find")
        kim.picture()
        kim.read("procedures", named="No procedure")
        kim.click("business", named="hộ kinh doanh")
        kim.click("hộ kinh doanh") if "linh-vuc" in kim.page.url else None
        kim.click("fee", "cost")
        kim.pick("how", option="desk")
        kim.click("work out", "calculate")
        assert "50,000" in kim.read("total")
        kim.picture()
        kim.click("verify", "check a document", named=BRAND)
        if "/xac-minh" not in kim.page.url:
            kim.click("verify", "check a document")
        kim.type("code", "number", letters=certificate)
        kim.click("verify", "check")
        kim.read("valid", "genuine")
        kim.picture()
        kim.take("the fee of 50,000 VND, and the answer that the certificate is valid")
    return kim.walk
