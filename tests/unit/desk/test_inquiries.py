"""Officials ask registries about the applicant of a case, and see who asked."""

from exchange.domain.inquiry import Inquiry
from kit.core.budget import UNLIMITED
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import ServicesWorld


def answer(world: ServicesWorld) -> None:
    """The asker runs."""
    world.world.registries.registers.is_plain = True
    waiting: list[Inquiry] = world.world.inquiries
    pairs = [(each.registry, each.id) for each in waiting]
    waiting.clear()
    world.world.services["exchange"].look_ups.asker.answer(pairs, UNLIMITED)


def test_an_official_compares_sees_the_answer_and_then_one_field_of_the_data() -> None:
    world = ServicesWorld()
    code = world.file_paid()
    officer = Officer("officer", world=world)
    officer.sign_in()
    page = f"/ho-so/{code}/co-so-du-lieu"
    assert "Tra cứu cơ sở dữ liệu" in officer.get(f"/ho-so/{code}").text_content

    assert "Chưa có lần tra cứu nào" in officer.get(page).text_content
    waiting = officer.submit(page, values={"registry": "population"})
    assert "Đang chờ cơ sở dữ liệu trả lời" in waiting.text_content
    answer(world)

    shown = officer.get(page).text_content
    assert "Có dữ liệu." in shown
    assert "khớp" in shown
    assert "NĐ 118/2025/NĐ-CP" in shown
    assert "Phường Hồng Gai" not in shown


def test_an_official_of_another_agency_sees_no_inquiry() -> None:
    world = ServicesWorld()
    code = world.file_paid()
    stranger = Officer("officer", world=world, agency="H49.62.01")
    stranger.sign_in()

    assert stranger.get(f"/ho-so/{code}/co-so-du-lieu").status == 404
