"""Somebody who can't see supplements a dossier, by a screen reader and the keys."""

from tests.browser.walks.human_time import SCREEN_READER
from tests.browser.walks.screen_reader_user import ScreenReaderUser
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.intake.world import PDF
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import awaiting_supplement

SLUG = "person-who-cannot-see"


def walk(walking: Walking) -> Walk:
    """From the address in the SMS to the supplement that was sent."""
    citizen = Citizen(walking.site.world)
    walking.meanwhile(lambda: awaiting_supplement(citizen))
    contract = walking.files / "hop-dong-thue-nha.pdf"
    contract.write_bytes(PDF)
    with walking.person(SLUG, SCREEN_READER, phone=False, kind=ScreenReaderUser) as cuc:
        cuc.open(walking.site.origin + "/")
        cuc.click("hồ sơ của tôi", "bổ sung")
        cuc.click("đăng nhập")
        cuc.type("Tên đăng nhập", letters=citizen.who.username)
        cuc.click("Tiếp tục")
        cuc.click("bổ sung")
        cuc.read("hợp đồng thuê nhà")
        cuc.picture()
        cuc.click("tải tệp", "hợp đồng", named="Giấy đề nghị đăng ký hộ kinh doanh")
        cuc.attach("chọn tệp", "tệp", file=contract, sends=True)
        cuc.page.get_by_text("hop-dong-thue-nha.pdf").first.wait_for()
        cuc.read("đã nhận", "đã tải lên")
        cuc.picture()
        cuc.click("xong", "tiếp tục", "về hồ sơ")
        cuc.type("trả lời", "ghi chú", letters="Hợp đồng thuê nhà số 5.")
        cuc.click("gửi")
        cuc.read("đã gửi", "đã nhận")
        cuc.picture()
        cuc.take("the page that says that the supplement was sent")
    return cuc.walk
