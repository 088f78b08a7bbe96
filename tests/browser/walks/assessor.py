"""An assessor reads a dossier of their desk and proposes the result for signature."""

from tests.browser.walks.human_time import MOUSE
from tests.browser.walks.official import sign_in
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import accepted

SLUG = "assessor"
DESK = "chuyen-mon-01"


def walk(walking: Walking) -> Walk:
    """From the list of the desk to the proposal."""
    world = walking.site.world.world

    def assigned() -> str:
        code = accepted(Citizen(walking.site.world))
        world.assign(code)
        world.settle()
        return code

    code = walking.meanwhile(assigned)
    with walking.person(SLUG, MOUSE, phone=False) as binh:
        sign_in(binh, walking, "officer", desks=(DESK,))
        binh.click("việc của tôi", "của bàn")
        binh.picture()
        binh.click(code)
        binh.read("nội dung kê khai", "tờ khai")
        binh.click("đề xuất", "trình ký", "trình")
        binh.type("mã số", "số giấy", letters="22A8000123")
        binh.type_day("ngày đăng ký", "ngày cấp", day="24/11/2026")
        binh.picture()
        binh.click("trình", "đề xuất", "tiếp tục", named="Xem lại trước khi thực hiện")
        draft = binh.download("xem trước", "xem bản nháp", "xem giấy chứng nhận")
        assert draft.startswith(b"%PDF")
        binh.picture()
        binh.click("trình", "đề xuất", "xác nhận", named="Thực hiện")
        binh.read("chờ phê duyệt", "đã trình", named="Đã thực hiện: Đề xuất giải quyết")
        binh.take("the proposal, which waits for its approval")
    return binh.walk
