"""Officials read the ratings of their agency and reply them once."""

from tests.browser.desk_states.voice import COMMENT, rate
from tests.unit.desk.office import Office
from tests.unit.desk.officer import Officer


def test_an_official_answers_a_rating_and_nobody_answers_it_again() -> None:
    office = Office()
    code = office.completed()
    office.act("receptionist", code, "tra-ket-qua", {"a.how": "counter"})
    rate(office.world, code)
    officer = office.official("officer")
    assert "chưa trả lời" in officer.get("/danh-gia").text_content
    page = officer.get(f"/danh-gia/{code}")
    assert COMMENT in page.text_content

    done = officer.submit(f"/danh-gia/{code}", values={"text": "Chúng tôi xin lỗi."})

    assert "Đã gửi câu trả lời." in done.text_content
    assert "đã trả lời" in officer.get("/danh-gia").text_content
    stale = office.official("head")
    stale.history.append(page)
    assert stale.submit(f"/danh-gia/{code}", values={"text": "Khác."}).status in (403, 409)


def test_ratings_of_another_agency_are_not_there() -> None:
    office = Office()
    code = office.completed()
    office.act("receptionist", code, "tra-ket-qua", {"a.how": "counter"})
    rate(office.world, code)
    stranger = Officer("officer", world=office.world, agency="H49.62.01")
    stranger.sign_in()

    assert stranger.get(f"/danh-gia/{code}").status == 404
    assert code not in stranger.get("/danh-gia").text
