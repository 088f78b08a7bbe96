"""A receptionist accepts what came in overnight, and prints the paper with the due date."""

from tests.browser.walks.human_time import MOUSE
from tests.browser.walks.official import sign_in
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import filed

SLUG = "receiver"


def walk(walking: Walking) -> Walk:
    """From the sign-in to the signed paper."""
    world = walking.site.world.world

    def paid() -> str:
        code = filed(Citizen(walking.site.world))
        world.pay_fee()
        world.settle()
        return code

    code = walking.meanwhile(paid)
    with walking.person(SLUG, MOUSE, phone=False) as lan:
        sign_in(lan, walking, "receptionist")
        lan.picture()
        lan.click("chờ tiếp nhận", "hồ sơ mới")
        lan.click(code)
        lan.read("nội dung kê khai", "tờ khai")
        lan.picture()
        lan.click("tiếp nhận hồ sơ", "tiếp nhận")
        lan.click("tiếp nhận", "tiếp tục", named="Xem lại trước khi thực hiện")
        lan.click("tiếp nhận", "xác nhận", named="Thực hiện")
        lan.read("hẹn trả", named="còn")
        lan.picture()
        walking.meanwhile(world.settle)
        lan.reload()
        paper = lan.download("giấy tiếp nhận", "giấy hẹn")
        assert paper.startswith(b"%PDF")
        lan.take("the signed paper with the due date (Mẫu 01)")
    return lan.walk
