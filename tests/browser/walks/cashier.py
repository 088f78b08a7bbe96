"""A cashier takes a fee in cash with its change, and hands over the drawer."""

from tests.browser.walks.human_time import MOUSE
from tests.browser.walks.official import sign_in
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import filed

SLUG = "cashier"


def walk(walking: Walking) -> Walk:
    """From a dossier's code on a slip to the receipt and the count of the shift."""
    code = walking.meanwhile(lambda: filed(Citizen(walking.site.world)))
    with walking.person(SLUG, MOUSE, phone=False) as nga:
        sign_in(nga, walking, "cashier")
        nga.read("thu tiền", "thu phí", named="Danh sách việc")
        nga.click("thu tiền", "thu phí", "thu ngân")
        nga.type("mã hồ sơ", "tìm hồ sơ", letters=code)
        nga.click("tìm")
        nga.click("thu tiền", "thu 150.000", named="150.000")
        nga.picture()
        nga.type("khách đưa", "số tiền", letters="200000")
        nga.click("tính tiền", "thu tiền")
        assert "50.000" in nga.read("trả lại", "tiền thừa")
        nga.picture()
        nga.click("đã nhận", "xác nhận", "thu tiền")
        nga.read("biên lai", "giấy xác nhận")
        nga.picture()
        nga.click("thu ngân")
        nga.click("bàn giao ca", named="Ca thu của tôi", leads_to="Ca thu của tôi")
        nga.type("đếm", "tiền trong két", "số tiền", letters="150000")
        nga.click("bàn giao", "kết thúc ca")
        nga.read("150.000")
        nga.take("the receipt, and the handover of 150,000 đồng")
    return nga.walk
