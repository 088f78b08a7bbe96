"""An accountant looks at the totals of a day and closes it."""

from tests.browser.walks.human_time import MOUSE
from tests.browser.walks.official import sign_in
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking
from tests.unit.desk.test_accounts import DAY, compared, paid_in_cash
from tests.unit.pages.services_world import PROVINCE

SLUG = "accountant"


def walk(walking: Walking) -> Walk:
    """From the sign-in to the closed day and its settlement."""
    world = walking.site.world

    def day() -> None:
        paid_in_cash(world)
        compared(world)

    walking.meanwhile(day)
    with walking.person(SLUG, MOUSE, phone=False, own_terms=("đối soát",)) as tuan:
        sign_in(tuan, walking, "accountant", agency=PROVINCE)
        tuan.read("khóa sổ", named="Danh sách việc")
        tuan.click("kế toán", "sổ")
        tuan.picture()
        tuan.click(f"{DAY:%d/%m/%Y}", "khóa sổ", "ngày")
        tuan.read("tổng", "thu trong ngày", "150.000")
        tuan.picture()
        tuan.click("khóa sổ", "đóng ngày")
        tuan.read("đã khóa", "đã đóng")
        settlement = tuan.download("quyết toán", "bảng kê", "tải")
        assert b"150000" in settlement
        tuan.take("the closed day and its settlement as CSV")
    return tuan.walk
