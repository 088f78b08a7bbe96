"""A head reads what waits for a signature, shows the second factor again and signs."""

from tests.browser.walks.human_time import MOUSE
from tests.browser.walks.official import show_both_factors, sign_in
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.desk.office import Office
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import accepted

SLUG = "head"


def walk(walking: Walking) -> Walk:
    """From the list of signatures to the signed result."""
    site, world = walking.site, walking.site.world.world

    def proposed() -> str:
        code = accepted(Citizen(site.world))
        office = Office(site.world)
        office.act("officer", code, "phan-cong", {"a.step": "Thẩm định", "a.desk": "d-01"})
        values = {"business_code": "22A8000123"}
        office.act("officer", code, "de-xuat", office.result_values(code, **values))
        return code

    code = walking.meanwhile(proposed)
    with walking.person(SLUG, MOUSE, phone=False) as hoa:
        official = sign_in(hoa, walking, "head")
        hoa.click("chờ ký", "trình ký", "phê duyệt")
        hoa.picture()
        hoa.click(code)
        site.world.later(minutes=16)
        hoa.click("ký", "phê duyệt")
        hoa.read("nội dung", "kết quả")
        hoa.click("đăng nhập lại", "xác thực", "nhập mã", named="xác thực")
        show_both_factors(hoa, official)
        hoa.picture()
        hoa.click("ký", "phê duyệt", "tiếp tục", named="Xem lại trước khi thực hiện")
        hoa.click("ký", "phê duyệt")
        walking.meanwhile(world.settle)
        hoa.reload()
        hoa.picture()
        result = hoa.download("giấy chứng nhận", "kết quả")
        assert result.startswith(b"%PDF")
        hoa.take("the signed certificate")
    return hoa.walk
