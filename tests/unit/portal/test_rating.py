"""An owner rates how a dossier was handled, and reads the agency's reply."""

import pytest

from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import filed, finished

WORDS = "Cán bộ hướng dẫn tận tình."


@pytest.fixture
def citizen() -> Citizen:
    return Citizen()


def test_a_returned_dossier_is_rated_on_its_own_page(citizen: Citizen) -> None:
    code = finished(citizen)
    home = citizen.get(f"/toi/ho-so/{code}")
    assert "Đánh giá việc giải quyết hồ sơ" in home.text_content
    citizen.get(f"/toi/ho-so/{code}/danh-gia")

    values = {"grade": "very_satisfied", "comment": WORDS}
    page = citizen.submit(f"/toi/ho-so/{code}/danh-gia", values=values)

    assert page.status == 200
    assert "Đã ghi nhận đánh giá" in page.text_content
    assert WORDS in page.text_content
    stored = citizen.world.world.services["voice"].repository.sealed_dossier(code)
    assert stored.rating.grade == "very_satisfied"


def test_a_rating_without_a_grade_is_asked_for_it_and_keeps_the_words(citizen: Citizen) -> None:
    code = finished(citizen)
    citizen.get(f"/toi/ho-so/{code}/danh-gia")

    page = citizen.submit(f"/toi/ho-so/{code}/danh-gia", values={"comment": WORDS})

    assert page.status == 422
    assert "Vui lòng chọn một mức độ hài lòng." in page.text_content
    assert WORDS in page.text


def test_a_dossier_in_work_has_no_form_and_somebody_elses_no_page(citizen: Citizen) -> None:
    code = filed(citizen)
    assert "/danh-gia" not in citizen.get(f"/toi/ho-so/{code}").text
    page = citizen.get(f"/toi/ho-so/{code}/danh-gia")
    assert "Hồ sơ được đánh giá sau khi trả kết quả." in page.text_content
    stranger = Citizen()
    stranger.sign_in()

    assert stranger.get(f"/toi/ho-so/{code}/danh-gia").status == 404
