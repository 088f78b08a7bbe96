"""A receptionist takes a dossier at the counter or from a letter, without scripts."""

import pytest

from desk.counter.card import read_card
from tests.unit.desk.counter import (
    CARD,
    ENTRY,
    PERSON,
    accept_paid,
    draft_of,
    enter,
    file_at_counter,
    hand_over,
)
from tests.unit.desk.officer import Officer
from tests.unit.intake.world import PDF
from tests.unit.pages.html_forms import forms_of
from tests.unit.pages.services_world import CODE, DESK, FOREIGN, ServicesWorld

LETTER: dict[str, str | list[str]] = {
    "a.channel": "post",
    "a.posted_on.d": "18",
    "a.posted_on.m": "11",
    "a.posted_on.y": "2026",
}


@pytest.fixture(scope="module")
def world() -> ServicesWorld:
    return ServicesWorld()


@pytest.fixture
def receptionist(world: ServicesWorld) -> Officer:
    official = Officer("receptionist", world=world)
    official.sign_in(back="/quay")
    return official


def test_somebody_without_an_account_files_at_the_counter(receptionist: Officer) -> None:
    receptionist.submit("/quay", values={"q": "ho kinh doanh"})
    receptionist.get("/quay?q=ho+kinh+doanh")
    receptionist.follow("Đăng ký thành lập hộ kinh doanh")
    page = receptionist.submit(CODE, "card", {"a.card": CARD})
    assert "Tổ 5, Hồng Gai, Quảng Ninh" in page.text, "the card fills the fields in"
    receptionist.submit(CODE, "enter", {"a.phone": "0912345678"})
    draft = draft_of(receptionist)
    assert "Phạm Văn Bình" in receptionist.page.text
    assert "0912 345 678" in receptionist.page.text

    values = hand_over(receptionist, draft)
    page = receptionist.submit("/nop", values=values)

    assert page.title.startswith("Đã nộp hồ sơ")
    intake = receptionist.world.world.intake
    filed = intake.draft(draft)
    assert filed is not None
    dossier = intake.filed_dossier(filed.code or "")
    declared = intake.declaration_of(dossier)
    assert declared.applicant.identity_number == "022090001111"
    assert [(p.component, p.originals) for p in declared.handed_papers] == [
        (name.removeprefix("originals-"), 1) for name in values
    ]
    slip = receptionist.follow("In phiếu mã tra cứu")
    assert dossier.id in slip.text
    assert dossier.lookup_key in slip.text
    assert 'class="slip"' in slip.text


def test_form_01_is_there_to_print_once_the_dossier_is_accepted(world: ServicesWorld) -> None:
    official = Officer("receptionist", world=world)
    official.sign_in(back="/quay")
    code = file_at_counter(official)
    address = official.link("Cập nhật trang này")
    assert official.link("Tiếp nhận và hẹn trả kết quả") == f"/ho-so/{code}/tiep-nhan"
    accept_paid(world, code)

    official.get(address)

    assert official.link("Mở Mẫu 01").startswith(f"/ho-so/{code}/van-ban/")


def test_a_letter_is_taken_with_its_days_and_what_it_lacks(receptionist: Officer) -> None:
    receptionist.get(ENTRY)
    arrival = {"a.arrived_on.d": "20", "a.arrived_on.m": "11", "a.arrived_on.y": "2026"}
    receptionist.submit(CODE, "enter", PERSON | LETTER | arrival)
    draft = draft_of(receptionist)
    receptionist.follow("Ghi giấy tờ nhận và nộp")
    page = receptionist.submit("/nop")
    assert page.status == 422
    assert "còn thiếu giấy tờ" in page.text_content

    page = receptionist.submit("/nop", values={"incomplete": "1"})

    assert page.title.startswith("Đã nộp hồ sơ")
    filed = receptionist.world.world.intake.draft(draft)
    assert filed is not None
    assert "-261120-" in (filed.code or ""), "the day of arrival stands in the code"


def test_mistakes_stand_beside_their_fields_and_nothing_typed_is_lost(
    receptionist: Officer,
) -> None:
    receptionist.get(ENTRY)
    page = receptionist.submit(
        CODE, "enter", PERSON | LETTER | {"a.identity_number": "123", "a.phone": "12"}
    )

    assert page.status == 422
    assert page.title.startswith("Lỗi:")
    for place in ("identity_number", "phone"):
        assert f'href="#{place}"' in page.text, place
        assert f'id="{place}-error"' in page.text, place
    assert "Tổ 5, phường Hồng Gai" in page.text
    page = receptionist.submit(CODE, "enter", PERSON | {"a.phone": ""})
    assert 'href="#arrived_on"' in page.text, "a letter needs its days"
    page = receptionist.submit(CODE, "card", {"a.card": "no card at all"})
    assert 'href="#card"' in page.text


def test_the_organisation_and_the_representative_have_their_fields(receptionist: Officer) -> None:
    receptionist.get(ENTRY)
    page = receptionist.submit(
        CODE,
        "enter",
        PERSON
        | {
            "a.rep_full_name": "Lê Thị Hoa",
            "a.rep_identity_number": "1",
            "a.organisation": "Công ty Hạ Long",
            "a.tax_code": "77",
        },
    )
    assert page.status == 422
    for place in ("rep_identity_number", "rep_until", "tax_code"):
        assert f'id="{place}-error"' in page.text, page.text_content


def test_a_scan_can_be_uploaded_and_removed(receptionist: Officer) -> None:
    draft = enter(receptionist)
    path = f"/quay/{draft}/giay-to/p06"
    receptionist.get(path)
    receptionist.submit(path)
    fields = dict(forms_of(receptionist.page.text)[0].pairs)
    receptionist.world.arrive(fields["key"], PDF)
    page = receptionist.get(fields["success_action_redirect"].removeprefix(DESK))
    assert "Dùng được" in page.text_content

    page = receptionist.follow("Tệp 1")
    assert "Số trang 1" in page.text_content
    page = receptionist.submit("/bo")
    assert "Dùng được" not in page.text_content


def test_an_unfinished_draft_is_found_again_and_can_be_deleted(receptionist: Officer) -> None:
    draft = enter(receptionist)
    receptionist.get("/quay")
    assert receptionist.link(f"Thủ tục {CODE}") == f"/quay/{draft}"
    receptionist.follow(f"Thủ tục {CODE}")

    receptionist.submit("/xoa")

    assert draft not in receptionist.page.text
    assert receptionist.get(f"/quay/{draft}").status == 404


def test_an_official_of_another_agency_sees_no_draft_and_enters_none(
    receptionist: Officer,
) -> None:
    draft = enter(receptionist)
    foreign = Officer("receptionist", world=receptionist.world, agency=FOREIGN)
    foreign.sign_in()

    for path in ("", "/xem-lai", "/truong-hop", "/can-cu", "/giay-to/p06", "/da-nop", "/phieu"):
        assert foreign.get(f"/quay/{draft}{path}").status == 404, path
    form = [("csrf", forms_of(foreign.get(ENTRY).text)[0].pairs[0][1]), ("action", "enter")]
    own = [(name, str(value)) for name, value in PERSON.items()]
    page = foreign.post(ENTRY, [*form, ("a.channel", "counter"), ("a.agency", "H49"), *own])
    assert page.status == 422
    assert 'id="agency-error"' in page.text


def test_a_session_that_ended_inside_the_form_loses_nothing(world: ServicesWorld) -> None:
    official = Officer("receptionist", world=world)
    official.sign_in(back=ENTRY)
    world.later(hours=9)
    page = official.submit(CODE, "enter", PERSON)

    assert page.status == 401
    assert "Tổ 5, phường Hồng Gai" in page.text
    form = official.form(CODE)
    official.sign_in(back="/da-vao")
    page = official.post(form.action, form.pairs)
    assert page.title.startswith("Hồ sơ đang nhập")


def test_two_presses_of_the_button_make_one_draft(receptionist: Officer) -> None:
    receptionist.get(ENTRY)
    form = receptionist.form(CODE)
    pairs = form.filled(PERSON, "enter")
    receptionist.post(form.action, pairs)
    first = draft_of(receptionist)
    receptionist.post(form.action, pairs)

    assert draft_of(receptionist) == first


def test_nothing_personal_stands_in_an_address(receptionist: Officer) -> None:
    enter(receptionist)
    for page in receptionist.history:
        location = str(page.headers.get("Location", ""))
        assert "022090001111" not in location
        assert "Binh" not in location


@pytest.mark.parametrize(
    "text", ["", "022090001111", "0220|1|Phạm|05021990|Nam|Hồng Gai|1", "a|b|c|d|e|f|g"]
)
def test_another_text_is_no_card(text: str) -> None:
    assert read_card(text) is None


def test_a_card_without_a_former_number_and_with_spaces_is_read() -> None:
    card = read_card(" 022090001111||Phạm Văn Bình|05021990|Nam|Tổ 5, Hồng Gai|10072021\n")
    assert card is not None
    assert (card.identity_number, card.full_name, card.address) == (
        "022090001111",
        "Phạm Văn Bình",
        "Tổ 5, Hồng Gai",
    )


def test_a_desk_has_registries_asked_and_is_back_at_its_draft(receptionist: Officer) -> None:
    draft = enter(receptionist)
    receptionist.get(f"/quay/{draft}")
    sent = [*receptionist.form("/xoa").filled({}), ("agrees", "1")]

    page = receptionist.post(f"/quay/{draft}/du-lieu", sent)

    assert (page.status, page.address.partition("?")[0]) == (200, f"/quay/{draft}")
    foreign = Officer("receptionist", world=receptionist.world, agency=FOREIGN)
    foreign.sign_in()
    foreign.get("/quay")
    assert foreign.post(f"/quay/{draft}/du-lieu", foreign.form("/ra").filled({})).status == 404
