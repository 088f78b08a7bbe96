"""Every act on a case by its page: what happens, and what is refused in words."""

from collections.abc import Callable

import pytest

from desk.work.act_table import ACT_FORMS
from tests.unit.desk.office import REASON, Office
from tests.unit.desk.officer import Officer
from tests.unit.pages.html_forms import Values
from tests.unit.pages.services_world import AGENCY, FOREIGN

Stage = Callable[[Office], str]
WHY = {"a.reason": REASON}
DUE = {"a.due_day.d": "30", "a.due_day.m": "11", "a.due_day.y": "2026"}


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


def paid(office: Office) -> str:
    return office.world.file_paid()


def withdrawal_requested(office: Office) -> str:
    code = office.in_work()
    office.world.world.request_withdrawal(code)
    office.world.world.settle()
    return code


def consulted(office: Office) -> str:
    code = office.in_work()
    values: Values = {"a.agency": FOREIGN, "a.question": "Quy hoạch có cho phép không?"} | DUE
    office.act("officer", code, "hoi-y-kien", values)
    return code


def supplement_requested(office: Office) -> str:
    code = office.in_work()
    office.act("officer", code, "yeu-cau-bo-sung", WHY | {"a.items": "Giấy ủy quyền"})
    return code


HAPPY: list[tuple[str, str, Stage, Values, str]] = [
    ("receptionist", "tiep-nhan", paid, {}, "Đã tiếp nhận"),
    ("receptionist", "tu-choi", paid, WHY, "Không tiếp nhận"),
    (
        "officer",
        "phan-cong",
        Office.accepted,
        {"a.step": "Thẩm định", "a.desk": "chuyen-mon-01", "a.to_me": "true"},
        "Thẩm định, chuyen-mon-01, Cán bộ officer",
    ),
    (
        "officer",
        "yeu-cau-bo-sung",
        Office.in_work,
        {"a.items": "- Bản sao hợp đồng thuê nhà\n\n- Giấy ủy quyền", "a.reason": "Nhà thuê."},
        "Chờ bổ sung",
    ),
    (
        "officer",
        "hoi-y-kien",
        Office.in_work,
        {"a.agency": FOREIGN, "a.question": "Quy hoạch có cho phép không?"} | DUE,
        "Đang lấy ý kiến cơ quan H49.62.01",
    ),
    (
        "head",
        "chuyen",
        Office.in_work,
        {"a.agency": FOREIGN, "a.reason": "Địa bàn khác."},
        "Không tìm thấy",  # it is another agency's now
    ),
    (
        "officer",
        "xac-dinh-phi",
        Office.in_work,
        {
            "a.fee_name": "Phí thẩm định",
            "a.fee_amount": "50.000",
            "a.fee_rule": "NQ 15/2024",
            "a.pay": "before_result",
        },
        "50.000",
    ),
    ("head", "gia-han", Office.in_work, {"a.reason": "Chờ ý kiến sở."} | DUE, "30/11/2026"),
    ("officer", "dung", Office.in_work, WHY | {"a.ground": "none"}, "Đã dừng giải quyết"),
    ("approver", "tra-lai-de-xuat", Office.proposed, WHY, "Trả lại đề xuất"),
    ("approver", "quyet-dinh", Office.proposed, {}, "Phê duyệt"),
    ("receptionist", "tra-ket-qua", Office.completed, {"a.how": "counter"}, "Đã trả kết quả"),
    ("officer", "rut-ho-so", withdrawal_requested, {}, "Đã rút"),
    ("receptionist", "tu-choi-rut", withdrawal_requested, WHY, "Không đồng ý cho rút"),
    ("head", "thu-hoi", Office.completed, WHY, "Thu hồi kết quả"),
    (
        "head",
        "hoan-tac",
        supplement_requested,
        WHY | {"a.act": "request_supplement"},
        "Hoàn tác yêu cầu bổ sung",
    ),
]


@pytest.mark.parametrize(
    ("role", "slug", "stage", "values", "shown"), HAPPY, ids=[row[1] for row in HAPPY]
)
def test_an_act_is_done_by_its_page(
    office: Office, role: str, slug: str, stage: Stage, values: Values, shown: str
) -> None:
    code = stage(office)
    office.refresh(role)
    office.act(role, code, slug, values)
    page = office.official(role).get(f"/ho-so/{code}")

    assert shown in page.text_content


def test_a_consulted_agency_answers_and_does_nothing_else(office: Office) -> None:
    code = consulted(office)
    refused = office.act("officer", code, "dung", WHY | {"a.ground": "none"}, agency=FOREIGN)
    assert refused.status == 404
    page = office.act(
        "officer", code, "tra-loi-y-kien", {"a.answer": "Phù hợp quy hoạch."}, agency=FOREIGN
    )

    assert "Đã thực hiện: Trả lời ý kiến" in page.text_content


def test_a_proposal_is_seen_before_and_a_corrected_result_replaces_the_sealed_one(
    office: Office,
) -> None:
    code = office.in_work()
    officer = office.official("officer")
    values = office.result_values(code, business_name="Phở Lan Hương")
    officer.get(f"/ho-so/{code}/de-xuat")
    review = officer.submit("/de-xuat", "review", values)
    assert 'href="data:application/pdf;base64,JVBER' in review.text
    officer.submit("/de-xuat", "confirm")
    office.world.world.settle()

    office.refresh("approver")
    page = office.official("approver").get(f"/ho-so/{code}/quyet-dinh")
    assert "Phở Lan Hương" in page.text_content
    assert "150.000.000" in page.text_content, "amounts and days as people read them"
    office.act("approver", code, "quyet-dinh")
    page = office.official("approver").get(f"/ho-so/{code}")
    assert "Có kết quả, chờ trả" in page.text_content

    office.refresh("head")
    head = office.official("head")
    head.get(f"/ho-so/{code}/dinh-chinh")
    corrected = office.result_values(code, business_name="Phở Lan", reason="Sai tên.")
    head.submit("/dinh-chinh", "review", corrected)
    assert "Đã thực hiện: Đính chính kết quả" in head.submit("/dinh-chinh", "confirm").text_content


def test_an_apology_is_seen_before_it_is_sent_and_a_letter_of_no_font_is_refused_there(
    office: Office,
) -> None:
    code = office.in_work()
    head = office.official("head")
    head.get(f"/ho-so/{code}/gia-han")
    review = head.submit("/gia-han", "review", {"a.reason": "Chờ ý kiến sở."} | DUE)
    assert review.status == 200
    assert 'href="data:application/pdf;base64,JVBER' in review.text
    head.get(f"/ho-so/{code}/gia-han")
    refused = head.submit("/gia-han", "review", {"a.reason": "Chờ \N{SNOWMAN}"} | DUE)

    assert refused.status == 422
    assert 'href="#reason"' in refused.text
    events = [each for each in office.world.world.events() if each.subject == code]
    assert "case.extended" not in {each.type for each in events}


def test_every_act_of_the_table_is_tried() -> None:
    tried = {slug for _, slug, _, _, _ in HAPPY}
    assert {form.slug for form in ACT_FORMS} - tried == {"tra-loi-y-kien", "de-xuat", "dinh-chinh"}


def test_an_act_that_is_not_allowed_now_says_why_in_its_place(office: Office) -> None:
    code = paid(office)
    officer = office.official("officer")
    case = officer.get(f"/ho-so/{code}")
    assert "nên không thể" in case.text_content
    page = office.act("officer", code, "dung", WHY | {"a.ground": "none"})

    assert page.status == 409
    assert page.title.startswith("Lỗi:")
    assert "nên không thể" in page.text_content
    assert REASON in page.text, "what was typed stays"


def test_what_is_required_and_empty_is_named_and_the_rest_stays(office: Office) -> None:
    code = office.in_work()
    officer = office.official("officer")
    officer.get(f"/ho-so/{code}/yeu-cau-bo-sung")
    page = officer.submit("/yeu-cau-bo-sung", "review", {"a.items": "Giấy ủy quyền"})

    assert page.status == 422
    assert page.title.startswith("Lỗi:")
    assert 'href="#reason"' in page.text
    assert "Giấy ủy quyền" in page.text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (("31", "2", "2026"), ""),
        (("1", "11", "2026"), "phải sau ngày hẹn hiện tại"),
        (("10", "12", "7512"), "Vui lòng kiểm tra lại năm"),
    ],
)
def test_an_impossible_due_date_is_refused_beside_its_field(
    office: Office, day: tuple[str, str, str], words: str
) -> None:
    code = office.in_work()
    d, m, y = day
    values: Values = {"a.due_day.d": d, "a.due_day.m": m, "a.due_day.y": y, "a.reason": "Chờ."}
    page = office.act("head", code, "gia-han", values)

    assert page.status in (409, 422)
    assert page.title.startswith("Lỗi:")
    assert 'value="Chờ."' in page.text or ">Chờ.<" in page.text
    assert words in page.text_content


def test_a_case_that_changed_meanwhile_is_shown_again_before_anything_is_done(
    office: Office,
) -> None:
    code = office.in_work()
    officer = office.official("officer")
    officer.get(f"/ho-so/{code}/dung")
    officer.submit("/dung", "review", WHY | {"a.ground": "none"})
    slow = officer.page
    values: Values = {"a.step": "Xác minh", "a.desk": "chuyen-mon-02"}
    office.act("head", code, "phan-cong", values)
    officer.history.append(slow)
    page = officer.submit("/dung", "confirm")

    assert page.status == 409
    assert "đã được Cán bộ head" in page.text_content
    assert "xử lý (Phân công" in page.text_content
    assert REASON in page.text
    officer.submit("/dung", "review")
    assert "Đã thực hiện" in officer.submit("/dung", "confirm").text_content


def test_pressing_twice_is_one_act(office: Office) -> None:
    code = office.in_work()
    officer = office.official("officer")
    officer.get(f"/ho-so/{code}/dung")
    officer.submit("/dung", "review", WHY | {"a.ground": "none"})
    form = officer.form("/dung")
    pairs = form.filled({}, "confirm")
    first, second = (officer.post(form.action, pairs) for _ in range(2))

    assert "Đã thực hiện" in first.text_content
    assert "Đã thực hiện" in second.text_content
    assert second.text_content.count("Dừng giải quyết") == first.text_content.count(
        "Dừng giải quyết"
    )


def test_going_back_to_the_form_keeps_what_was_typed(office: Office) -> None:
    code = office.in_work()
    officer = office.official("officer")
    officer.get(f"/ho-so/{code}/dung")
    officer.submit("/dung", "review", WHY | {"a.ground": "stopped_by_agency"})
    page = officer.submit("/dung", "edit")

    assert REASON in page.text
    assert 'value="stopped_by_agency" checked' in page.text


def test_who_signs_shows_a_fresh_second_factor_and_loses_nothing(office: Office) -> None:
    code = office.completed()
    head = office.official("head")
    office.refresh("head")
    head.get(f"/ho-so/{code}/thu-hoi")
    form = head.form("/thu-hoi")
    office.world.later(minutes=16)
    page = head.post(form.action, form.filled(WHY, "review"))

    assert page.status == 401
    assert REASON in page.text
    assert "moi=1" in head.link("Xác thực lại ở trang mới")
    waiting = head.page
    head.get(head.link("Xác thực lại ở trang mới"))
    assert "prompt=login" in head.history[-1].headers["Location"]
    head.sign_in(back="/da-vao")
    head.history.append(waiting)
    assert "Xem lại" in head.submit("/thu-hoi").title


def test_a_session_that_ends_within_a_form_loses_nothing(office: Office) -> None:
    code = office.in_work()
    officer = Officer("officer", world=office.world, desks=("b2",))
    officer.sign_in()
    officer.get(f"/ho-so/{code}/dung")
    form = officer.form("/dung")
    office.world.later(minutes=31)
    page = officer.post(form.action, form.filled(WHY | {"a.ground": "none"}, "review"))

    assert page.status == 401
    assert REASON in page.text
    waiting = officer.page
    officer.sign_in(back="/da-vao")
    officer.history.append(waiting)
    assert "Xem lại" in officer.submit("/dung").title


def test_an_official_of_another_agency_finds_no_case_and_no_act(office: Office) -> None:
    code = office.in_work()
    foreign = office.official("officer", FOREIGN)

    assert foreign.get(f"/ho-so/{code}").status == 404
    for form in ACT_FORMS:
        if "officer" in form.roles:
            assert foreign.get(f"/ho-so/{code}/{form.slug}").status == 404, form.slug


def test_a_lock_shows_who_works_on_a_case_and_is_taken_over_and_released(office: Office) -> None:
    code = office.in_work()
    officer, head = office.official("officer"), office.official("head")
    officer.get(f"/ho-so/{code}")
    officer.submit("/giu")
    assert "Đang được xử lý bởi Cán bộ officer" in head.get(f"/ho-so/{code}").text_content
    head.submit("/giu")
    assert "Đang được xử lý bởi Cán bộ head" in head.get(f"/ho-so/{code}").text_content
    head.submit("/tha")
    assert "Đang xử lý Cán bộ" not in head.get(f"/ho-so/{code}").text_content
    assert AGENCY in code
