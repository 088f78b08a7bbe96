"""An editor of the catalogue shortens a procedure's name and publishes it from a day on."""

import json

from tests.browser.walks.human_time import MOUSE
from tests.browser.walks.official import sign_in
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.pages.services_world import PROVINCE

SLUG = "editor"


def walk(walking: Walking) -> Walk:
    """From the version in force to the next one."""
    walking.site.world.world.services["intake"].refresh_listing()
    with walking.person(SLUG, MOUSE, phone=False) as mai:
        sign_in(mai, walking, "catalogue_editor", agency=PROVINCE)
        mai.read("thủ tục", named="Danh sách việc")
        mai.click("danh mục", "quản trị")
        mai.click("thủ tục", "danh mục")
        mai.type("tên thủ tục", "tìm", "thủ tục", letters="hộ kinh doanh")
        mai.click("tìm")
        mai.click("hộ kinh doanh")
        mai.click("phiên bản 1", "bản đang có hiệu lực", "xem")
        content = json.loads(mai.download("tải", "lưu"))
        changed = walking.files / "1.001612.json"
        changed.write_text(json.dumps(content | {"short_name": "Lập hộ kinh doanh"}))
        mai.picture()
        mai.click("thủ tục 1.001612")
        mai.click("sửa", "phiên bản mới", "công bố")
        mai.attach("tệp", "chọn", "nội dung", file=changed)
        mai.type_day("hiệu lực", "từ ngày", day="1/1/2027")
        mai.click("so sánh", "kiểm tra", "xem trước", "thử")
        mai.read("Lập hộ kinh doanh")
        mai.picture()
        mai.click("công bố phiên bản 2", named="Công bố")
        mai.read("phiên bản 2")
        mai.take("version 2, in force from 1 January 2027")
    return mai.walk
