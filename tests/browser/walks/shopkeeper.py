"""A shopkeeper pays a fee by card with the code and key of an SMS, between two customers."""

from tests.browser.walks.human_time import PHONE
from tests.browser.walks.person import Person
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.browser.world import running_world
from tests.unit.portal.world import CODE, KEY

SLUG = "shopkeeper"


def walk(walking: Walking) -> Walk:
    """From the address of the SMS to the receipt for the books."""
    with running_world() as world, walking.person(SLUG, PHONE, phone=True) as hai:
        hai.doubles = (world.card_server.origin,)
        hai.open(world.origin + "/tra-cuu")
        hai.type("mã hồ sơ", letters=CODE)
        hai.type("mã tra cứu", letters=KEY)
        hai.click("tra cứu", "xem")
        hai.read("chưa thanh toán", "chưa nộp")
        hai.picture()
        hai.click("bằng thẻ", "thẻ")
        hai.click("success")
        _wait_for_the_payment(hai)
        hai.click("biên lai", "hóa đơn", named="chứng từ thu tiền")
        assert "150.000" in hai.read("biên lai")
        hai.picture()
        hai.take("the receipt, to print or to save")
    return hai.walk


def _wait_for_the_payment(hai: Person) -> None:
    """The page renews itself."""
    hai.page.get_by_role("heading", name="Đã nhận được thanh toán").wait_for()
    hai.read("đã nhận")
