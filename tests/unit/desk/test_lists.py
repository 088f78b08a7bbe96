"""Today's numbers and the work lists, filled by dossiers that citizens filed."""

from datetime import UTC, datetime, timedelta

import pytest

from desk.presentation import PRESENTATION
from desk.session import DeskSession
from desk.work.due import due_words
from front.visit import Site, Visit
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import CODE, FOREIGN, ServicesWorld

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def visit_at(now: datetime, language: str = "vi") -> Visit:
    session = DeskSession.begin("csrf", now)
    site = Site("https://canbo.example.vn", "")
    return Visit(site, PRESENTATION, "/", now, "", session, "en" if language == "en" else "vi")


@pytest.fixture(scope="module")
def filed() -> tuple[ServicesWorld, str]:
    """A world in which one dossier waits for its reception, and its code."""
    world = ServicesWorld()
    return world, world.file_paid()


def test_today_has_the_numbers_of_every_list(filed: tuple[ServicesWorld, str]) -> None:
    receptionist = Officer("receptionist", world=filed[0])
    page = receptionist.sign_in()

    assert page.title.startswith("Hôm nay")
    for words in ("Quá hạn", "Sắp đến hạn", "Chờ trả kết quả", "Được lấy ý kiến"):
        assert words in page.text_content
    assert "Chờ tiếp nhận 1 hồ sơ" in page.text_content


def test_a_list_has_code_procedure_applicant_and_what_is_due(
    filed: tuple[ServicesWorld, str],
) -> None:
    world, code = filed
    receptionist = Officer("receptionist", world=world)
    receptionist.sign_in()
    page = receptionist.follow("Chờ tiếp nhận")

    assert receptionist.link(code) == f"/ho-so/{code}"
    assert "Đăng ký thành lập hộ kinh doanh" in page.text_content
    assert "Nguyễn" in page.text_content
    assert "còn " in page.text_content


def test_a_filter_is_shown_and_taken_off(filed: tuple[ServicesWorld, str]) -> None:
    receptionist = Officer("receptionist", world=filed[0])
    receptionist.sign_in()
    page = receptionist.get(f"/viec/new?thu-tuc={CODE}")
    assert filed[1] in page.text_content
    assert receptionist.link("Bỏ lọc") == "/viec/new"
    page = receptionist.get("/viec/new?ban=kh%C3%B4ng%20c%C3%B3")
    assert filed[1] not in page.text_content
    assert "Không có hồ sơ nào phù hợp" in page.text_content


def test_an_official_of_another_agency_sees_nothing_of_it(filed: tuple[ServicesWorld, str]) -> None:
    foreign = Officer("receptionist", world=filed[0], agency=FOREIGN)
    foreign.sign_in()

    assert "Không có hồ sơ nào chờ tiếp nhận." in foreign.get("/viec/new").text_content
    assert foreign.get("/viec/new?don-vi=H49.61.01").status == 404


def test_whose_business_a_name_is_not_sees_none(filed: tuple[ServicesWorld, str]) -> None:
    cashier = Officer("cashier", world=filed[0])
    cashier.sign_in()
    page = cashier.get("/viec/new")

    assert filed[1] in page.text_content
    assert "Nguyễn" not in page.text_content


def test_an_unknown_list_is_no_page() -> None:
    receptionist = Officer("receptionist")
    receptionist.sign_in()
    assert receptionist.get("/viec/no-such-list").status == 404


@pytest.mark.parametrize("list", ["mine", "desk", "overdue", "withdrawal", "done", "signature"])
def test_an_empty_list_says_what_it_would_hold(list: str) -> None:
    head = Officer("head", world=ServicesWorld())
    head.sign_in()
    page = head.get(f"/viec/{list}")

    assert page.status == 200
    assert PRESENTATION.translate("vi", f"list.empty_{list}") in page.text_content


@pytest.mark.parametrize(
    ("left", "vi", "en", "tag"),
    [
        (timedelta(days=2, hours=3), "còn 2 ngày", "2 days left", "over"),
        (timedelta(hours=5), "còn 5 giờ", "5 hours left", "warn"),
        (timedelta(seconds=30), "còn 1 phút", "1 minute left", "warn"),
        (timedelta(minutes=-59), "trễ 59 phút", "59 minutes late", "bad"),
        (timedelta(days=-1, hours=-2), "trễ 1 ngày", "1 day late", "bad"),
    ],
)
def test_what_is_due_is_in_words(left: timedelta, vi: str, en: str, tag: str) -> None:
    words = due_words(visit_at(NOW), NOW + left)

    assert (words.text, words.tag) == (vi, tag)
    assert due_words(visit_at(NOW, "en"), NOW + left).text == en
