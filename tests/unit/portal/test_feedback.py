"""A citizen writes to an agency, supplements it, and reads what agencies published."""

import pytest

from tests.unit.pages.services_world import AGENCY
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import filed
from voice.feedback.act import ActOnFeedback, act_on_feedback

WORDS = "Quầy số 3 đóng cửa lúc 10 giờ."
NEW = "/toi/phan-anh/moi"


@pytest.fixture
def citizen() -> Citizen:
    citizen = Citizen()
    filed(citizen)
    return citizen


def submitted(citizen: Citizen) -> str:
    """The id of new feedback."""
    citizen.get(NEW)
    values = {"kind": "complaint", "agency": AGENCY, "text": WORDS}
    page = citizen.submit(NEW, values=values)
    assert "Cơ quan trả lời tại trang này." in page.text_content
    assert WORDS in page.text_content
    return page.address.partition("?")[0].rpartition("/")[2]


def act(citizen: Citizen, code: str, **command: str) -> None:
    """An official acts on it."""
    world = citizen.world.world
    full = ActOnFeedback.model_validate({"id": code, **command})
    act_on_feedback(world.voice.repository, full, at=world.now(), authorize=lambda _: None)


def test_a_complaint_is_sent_listed_and_supplemented(citizen: Citizen) -> None:
    code = submitted(citizen)
    assert "Cơ quan đã nhận" in citizen.get("/toi/phan-anh").text_content
    act(citizen, code, act="request_supplement", text="Ngày nào?", by="officer")
    page = citizen.get(f"/toi/phan-anh/{code}")
    assert "Ngày nào?" in page.text_content

    page = citizen.submit(f"/toi/phan-anh/{code}", values={"text": "Thứ Hai tuần trước."})

    assert page.status == 200
    assert "Thứ Hai tuần trước." in page.text_content


def test_what_is_missing_is_asked_for(citizen: Citizen) -> None:
    citizen.get(NEW)

    page = citizen.submit(NEW, values={"agency": "Hạ Long"})

    assert page.status == 422
    assert "Vui lòng chọn kiến nghị, phản ánh hoặc câu hỏi." in page.text_content
    assert "Vui lòng ghi mã định danh của cơ quan" in page.text_content


def test_everybody_reads_what_was_published_and_nobody_else_the_rest(citizen: Citizen) -> None:
    code = submitted(citizen)
    act(citizen, code, act="accept", by="officer")
    act(citizen, code, act="resolve", text="Đã thêm người.", by="officer")
    public = {"question": "Quầy đóng cửa sớm.", "reply": "Đã bố trí thêm người."}
    act(citizen, code, act="publish", by="head", **public)
    stranger = Citizen()

    page = stranger.get(f"/phan-anh?co-quan={AGENCY}")

    assert "Quầy đóng cửa sớm." in page.text_content
    assert WORDS not in page.text_content
    stranger.sign_in()
    assert stranger.get(f"/toi/phan-anh/{code}").status == 404
