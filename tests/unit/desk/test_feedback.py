"""Officials work on the feedback of their agency: from the list to the publication."""

import pytest

from contracts.voice import FeedbackSubmitted
from kit.core.events import Change
from kit.core.ids import new_ulid
from kit.persistence.repository import required
from tests.browser.desk_states.voice import write
from tests.unit.desk.office import Office
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import AGENCY
from voice.domain.feedback import Feedback, vault_of
from voice.domain.feedback_acts import due_of


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


def test_a_question_of_the_national_portal_says_so_and_nobody_is_requested_for_more(
    office: Office,
) -> None:
    code = received(office)
    officer = office.official("officer")
    listed = officer.get("/phan-anh").text_content
    page = officer.get(f"/phan-anh/{code}")

    assert "Cổng quốc gia" in listed
    assert "Câu trả lời, hoặc lý do không tiếp nhận, được gửi lại lên Cổng." in page.text_content
    assert "90017" in page.text_content
    assert "Yêu cầu bổ sung" not in page.text_content
    officer.submit(f"/phan-anh/{code}", values={"act": "accept"})
    replied = officer.submit(
        f"/phan-anh/{code}", values={"act": "resolve", "text": "Tại bộ phận Một cửa."}
    )
    assert "Tại bộ phận Một cửa." in replied.text_content


def received(office: Office) -> str:
    """A question that came from the National Portal; answers its id."""
    voice, at = office.world.world.voice.repository, office.world.clock()
    code = new_ulid(at)
    required(voice.vault).create(vault_of(code))
    question = Feedback(
        id=code,
        vault=vault_of(code),
        kind="question",
        agency=AGENCY,
        national="90017",
        text="Giấy khai sinh cấp lại ở đâu?",
        submitted_at=at,
        since=at,
        due=due_of("received", at),
    )
    event = FeedbackSubmitted(kind="question", agency=AGENCY, due=question.due)
    voice.commit([Change(question, event)], at=at)
    return code
