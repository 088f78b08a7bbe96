"""An administrator gives a new colleague the rights of a receptionist."""

from tests.browser.walks.human_time import MOUSE
from tests.browser.walks.official import sign_in
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import AGENCY, PROVINCE

SLUG = "administrator"


def walk(walking: Walking) -> Walk:
    """From the code of the colleague's account to their name in the list of officials."""
    stranger = Officer(world=walking.site.world)
    stranger.username = "le-van-moi"
    walking.meanwhile(stranger.sign_in)
    with walking.person(SLUG, MOUSE, phone=False) as quan:
        sign_in(quan, walking, "admin", agency=PROVINCE)
        quan.read("phân quyền", "cán bộ và", named="Danh sách việc")
        quan.click("quản trị")
        quan.picture()
        quan.click("cán bộ", "người dùng", "phân quyền")
        quan.read("thêm cán bộ", "cán bộ mới", named="Theo mã tài khoản")
        quan.type("mã tài khoản", "tên đăng nhập", letters=stranger.subject)
        quan.click("tìm", "xem", "thêm", named="Mở")
        quan.click("phân quyền", "cấp quyền", "thêm")
        quan.type("họ tên", "họ và tên", "tên", letters="Lê Văn Mới")
        quan.choose("tiếp nhận", "một cửa")
        quan.type("phường", letters=AGENCY, named="Cơ quan")
        quan.picture()
        quan.click("lưu", "cấp quyền", "phân quyền")
        quan.read("Lê Văn Mới")
        quan.picture()
        page = walking.meanwhile(lambda: stranger.get("/"))
        assert page.status == 200
        quan.take("the colleague's rights: they open the desk at once")
    return quan.walk
