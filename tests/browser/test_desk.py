"""A dossier on the officials' pages in a real browser at 320 px, without scripts and with axe."""

from collections.abc import Iterator

import pytest

from tests.browser.desk_day import DeskDay
from tests.browser.services_site import ServicesSite, running_site
from tests.unit.desk.office import Office

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def site() -> Iterator[ServicesSite]:
    with running_site() as site:
        yield site


def test_a_dossier_is_accepted_supplemented_extended_decided_signed_and_returned(
    day: DeskDay, site: ServicesSite
) -> None:
    world = site.world.world
    code = site.world.file_paid()
    day.open("receptionist", "/viec/new", "desk-list")
    day.act("receptionist", code, "tiep-nhan", {}, "accept")
    step = {"a.step": "Thẩm định", "a.desk": "chuyen-mon-01", "a.to_me": "true"}
    day.act("officer", code, "phan-cong", step, "assign")
    wanted = {"a.items": "Bản sao hợp đồng thuê nhà", "a.reason": "Địa chỉ là nhà thuê."}
    day.act("officer", code, "yeu-cau-bo-sung", wanted, "supplement")
    world.supplement(code)
    site.settle()
    due = {"a.due_day.d": "4", "a.due_day.m": "12", "a.due_day.y": "2026"}
    day.act("head", code, "gia-han", due | {"a.reason": "Chờ ý kiến của sở."}, "extend")
    fields = Office(site.world).result_values(code)
    day.act("officer", code, "de-xuat", fields, "propose")
    day.act("approver", code, "quyet-dinh", {}, "decide")
    day.act("receptionist", code, "tra-ket-qua", {"a.how": "counter"}, "return")

    page = day.open("receptionist", f"/ho-so/{code}", "desk-returned").page
    assert day.visitor("receptionist").translate("state.returned") in page.inner_text(".identity")
    day.open("receptionist", "/tim", "desk-find")
