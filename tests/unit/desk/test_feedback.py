"""Officials work on the feedback of their agency: from the list to the publication."""

import pytest

from tests.browser.desk_states.voice import write
from tests.unit.desk.office import Office
from tests.unit.desk.officer import Officer


@pytest.fixture
def office() -> Office:
    return Office()


def test_feedback_is_accepted_resolved_and_published_by_somebody_else(office: Office) -> None:
    code = write(office.world)
    officer = office.official("officer")
    assert code in officer.get("/phan-anh").text
    page = f"/phan-anh/{code}"
    officer.get(page)

    accepted = officer.submit(page, values={"act": "accept"})
    assert "Đang giải quyết" in accepted.text_content
    resolved = officer.submit(page, values={"act": "resolve", "text": "Đã thêm người."})
    assert "Đã thêm người." in resolved.text_content
    public = {"act": "publish", "question": "Quầy đóng sớm.", "reply": "Đã thêm người."}
    alone = officer.submit(page, values=public)
    assert alone.status == 409
    assert "Người đã trả lời không được tự công khai" in alone.text_content
    head = office.official("head")
    head.get(page)
    assert "Đã công khai" in head.submit(page, values=public).text_content


def test_a_reason_is_needed_and_another_agency_sees_nothing(office: Office) -> None:
    code = write(office.world)
    officer = office.official("officer")
    officer.get(f"/phan-anh/{code}")

    assert officer.submit(f"/phan-anh/{code}", values={"act": "refuse"}).status == 422
    stranger = Officer("officer", world=office.world, agency="H49.62.01")
    stranger.sign_in()
    assert stranger.get(f"/phan-anh/{code}").status == 404
