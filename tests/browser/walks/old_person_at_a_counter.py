"""An old person without a phone files over the counter, gets a slip and a signed paper, and learns
the due date on a neighbour's phone.
"""

import re

from tests.browser.walks.human_time import MOUSE, PHONE_OF_ANOTHER
from tests.browser.walks.official import sign_in
from tests.browser.walks.person import Person
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.desk.counter import CARD

SLUG = "old-person-at-a-counter"
KEY = re.compile(r"\b[0-9A-Z]{10}\b")
CODE = re.compile(r"H49[\d.]*-\d{6}-\d{4}")


def walk(walking: Walking) -> Walk:
    """The steps of the receptionist, who is told what to enter, and of the neighbour."""
    world = walking.site.world.world
    with walking.person(SLUG, MOUSE, phone=False, own_terms=("vneid",)) as lan:
        sign_in(lan, walking, "receptionist")
        _enter(lan)
        slip, address = _slip(lan)
        code, key = CODE.findall(slip)[0], KEY.findall(slip)[0]
        world.code = code
        for event in (world.settle, world.pay_fee, world.settle):
            walking.meanwhile(event)
        lan.click("về trang trước", "quay lại")
        _accept(lan, walking)
        first = lan.walk
    neighbour = Walk(SLUG, PHONE_OF_ANOTHER)
    with walking.person(SLUG, PHONE_OF_ANOTHER, phone=True, walk=neighbour) as tu:
        tu.pictured = lan.pictured
        tu.open(walking.site.origin + "/" + address)
        if not address:
            tu.click("tra cứu", "xem hồ sơ")
        tu.read("phiếu", named="tin nhắn và thư điện tử")
        tu.type("mã hồ sơ", letters=code)
        tu.type("mã tra cứu", letters=key)
        tu.click("tra cứu", "xem")
        tu.read("hẹn trả", "ngày trả")
        tu.picture()
    both = first.joined(neighbour)
    both.in_hand = "the slip with code and key, the signed paper (Mẫu 01), and the due date"
    return both


def _enter(lan: Person) -> None:
    """The person's card and papers."""
    lan.click("tại quầy", named="Tiếp nhận")
    lan.type("thủ tục", letters="hộ kinh doanh")
    lan.click("tìm")
    lan.click("hộ kinh doanh")
    lan.scan("căn cước", text=CARD)
    lan.click("điền")
    lan.pick("danh tính", option="xem thẻ")
    lan.click("tiếp tục")
    lan.picture()
    lan.click("nộp", "tiếp tục")
    lan.type("bản chính", letters="1")
    lan.click("nộp")


def _slip(lan: Person) -> tuple[str, str]:
    """The text of the slip, and the page whose address stands on it."""
    lan.click("in phiếu", "in")
    lan.picture()
    text = lan.read("địa chỉ", "trang tra cứu", named="cổng dịch vụ công")
    pages = len(lan.page.pdf(prefer_css_page_size=True))
    assert pages > 0
    return text, "tra-cuu" if "/tra-cuu" in text else ""


def _accept(lan: Person, walking: Walking) -> None:
    """The paid dossier is accepted, and its paper printed."""
    lan.click("tiếp nhận")
    lan.click("tiếp tục", named="Xem lại trước khi thực hiện")
    lan.click("tiếp nhận", named="Thực hiện")
    walking.meanwhile(walking.site.world.world.settle)
    lan.reload()
    assert lan.download("giấy tiếp nhận", "giấy hẹn").startswith(b"%PDF")
