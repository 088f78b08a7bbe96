"""Somebody who opens a phở shop registers it on a phone of 320 px and pays from the same phone."""

import re

from tests.browser.walks.human_time import PHONE
from tests.browser.walks.person import Person
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.pages.services_world import somebody
from tests.unit.payments.bank_money import pay_by_bank

SLUG = "citizen-with-a-phone"
REFERENCE = re.compile(r"\bMC[0-9A-Z]{10}\b")


def walk(walking: Walking) -> Walk:
    """From the first page to the receipt."""
    with walking.person(SLUG, PHONE, phone=True) as an:
        an.open(walking.site.origin + "/")
        _find_the_procedure(an)
        _sign_in(an)
        _answer(an)
        an.click("nộp hồ sơ", "xem lại", "nộp")
        an.click("nộp hồ sơ")
        walking.meanwhile(walking.site.world.world.settle)
        an.read("mã hồ sơ")
        an.picture()
        an.click("thanh toán", "nộp phí", "trả tiền")
        an.click("mã QR", "chuyển khoản")
        _pay_by_bank(an, walking)
        an.click("biên lai", "hóa đơn", "giấy xác nhận", named="chứng từ thu tiền")
        text = an.read("đã nộp", "đã thu", "đã thanh toán")
        assert "150.000" in text
        an.picture()
        an.take("the dossier's code and key, and the receipt of 150,000 đồng")
    return an.walk


def _find_the_procedure(an: Person) -> None:
    an.type("tìm thủ tục", "tìm", letters="hộ kinh doanh")
    an.click("tìm")
    an.click("hộ kinh doanh")
    an.click("nộp hồ sơ", "nộp trực tuyến", "đăng ký")


def _sign_in(an: Person) -> None:
    who = somebody()
    an.click("đăng nhập")
    an.type("Tên đăng nhập", letters=who.username)
    an.click("Tiếp tục")
    an.type("e-mail", "email", "thư điện tử", letters=who.mail)
    an.type("địa chỉ", "nơi ở", letters="Tổ 5, phường Hồng Gai", named="Nơi cư trú")
    an.click("lưu", "tiếp tục")


def _answer(an: Person) -> None:
    an.choose("phường", "nơi nộp", "nơi giải quyết", option="Ủy ban nhân dân phường Hồng Gai")
    an.click("bắt đầu", "tiếp tục")
    an.picture()
    an.click("kê khai", "điền tờ khai", "bắt đầu", named="Hộ kinh doanh")
    an.type("tên quán", "tên hộ kinh doanh", letters="Phở Lan")
    an.type("địa chỉ", letters="Số 1, phường Hồng Gai")
    an.click("tiếp tục")
    an.type("bán gì", "ngành nghề", letters="Bán phở", named="Ngành, nghề")
    an.type("tiền vốn", "vốn", letters="50000000")
    an.click("tiếp tục")
    an.type_day("ngày sinh", "năm sinh", day="1/2/1990")
    an.pick("giới tính", option="Nữ")
    an.click("tiếp tục")
    an.pick("ai mở quán", "ai thành lập", option="cá nhân", named="Chủ thể thành lập")
    an.click("tiếp tục")


def _pay_by_bank(an: Person, walking: Walking) -> None:
    """With the bank's app of the same phone."""
    an.click("lưu mã", "lưu ảnh", "tải")
    an.picture()
    reference = REFERENCE.search(an.reading().text())
    assert reference is not None
    walking.meanwhile(lambda: pay_by_bank(walking.site.world.world, reference[0]))
    an.click("đã chuyển", "kiểm tra")
