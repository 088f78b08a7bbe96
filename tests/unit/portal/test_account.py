"""Inbox, mandates, data warehouse and personal data of who is signed in, before the services."""

import re
from urllib.parse import unquote

import pytest

from tests.unit.pages.services_world import AGENCY, CODE
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import awaiting_supplement, filed, finished


@pytest.fixture
def citizen() -> Citizen:
    return Citizen()


@pytest.fixture(scope="module")
def owner() -> Citizen:
    """Somebody whose dossier has its result; each test reads, or changes what is its own."""
    citizen = Citizen()
    finished(citizen)
    return citizen


def days(*parts: tuple[str, str]) -> dict[str, str]:
    """The three fields of each day."""
    return {
        f"a.{name}.{part}": value
        for name, day in parts
        for part, value in zip("ymd", day.split("-"), strict=True)
    }


def paper_of(citizen: Citizen) -> str:
    """The path of the first paper of the warehouse."""
    citizen.sign_in()
    page = citizen.get("/toi/kho").text
    match = re.search(r"/toi/kho/H49[^/]+/[0-9A-Z]{26}", page)
    assert match is not None, citizen.page.text_content
    return match[0]


def test_what_waits_stands_first_and_leads_to_its_act(citizen: Citizen) -> None:
    code = filed(citizen)
    citizen.get("/toi")
    assert "Thanh toán phí, lệ phí" in citizen.page.text_content
    assert citizen.link("Thanh toán phí") == f"/toi/ho-so/{code}#fees"

    other = Citizen()
    supplement = awaiting_supplement(other)
    other.get("/toi")
    assert other.link("Bổ sung hồ sơ") == f"/toi/ho-so/{supplement}/bo-sung"


def test_a_part_without_a_response_is_marked_and_the_rest_is_shown(citizen: Citizen) -> None:
    filed(citizen)
    citizen.world.unavailable = "/me/waiting"
    try:
        page = citizen.get("/toi")
    finally:
        citizen.world.unavailable = ""

    assert "Chưa lấy được danh sách này" in page.text_content
    assert "Đăng ký thành lập hộ kinh doanh" in page.text_content


def test_drafts_show_until_when_they_are_stored_and_can_be_deleted(citizen: Citizen) -> None:
    draft = citizen.begin_draft()
    page = citizen.get("/toi/ban-nhap")
    assert "lưu đến hết ngày" in page.text_content
    citizen.submit(f"/nop/{draft}/xoa")

    assert "Không có hồ sơ nào đang soạn" in citizen.get("/toi/ban-nhap").text_content


def test_a_notice_is_read_with_its_text_and_marked(citizen: Citizen) -> None:
    code = filed(citizen)
    citizen.get("/toi/hop-thu")
    unread = citizen.page.text_content.count("Chưa đọc")
    assert unread >= 1
    action = re.findall(r'action="(/toi/hop-thu/[0-9A-Z]{26})"', citizen.page.text)[0]
    notice = citizen.submit(action)

    assert notice.status == 200
    assert code in notice.text_content
    assert citizen.get("/toi/hop-thu").text_content.count("Chưa đọc") == unread - 1
    assert citizen.get(f"/toi/hop-thu?ho-so={code}").text.count('action="/toi/hop-thu/') >= 1
    assert (
        "Chưa có thông báo nào"
        in citizen.get("/toi/hop-thu?ho-so=H49.61.01-261123-9999").text_content
    )
    assert Citizen(who=citizen.who).send("GET", action).status == 401
    stranger = Citizen()
    stranger.sign_in()
    assert stranger.get(action).status == 404


def test_the_choice_of_notices_is_stored(citizen: Citizen) -> None:
    citizen.sign_in()
    citizen.complete_profile()
    citizen.get("/toi/thong-bao")
    page = citizen.submit("/toi/thong-bao", values={"accents": "1", "language": "en"})

    assert "Đã lưu lựa chọn" in page.text_content
    assert re.search(r'id="accents"[^>]* checked', page.text)


def test_a_mandate_is_given_claimed_used_and_revoked(citizen: Citizen) -> None:
    code = filed(citizen)
    friend = Citizen()
    friend.sign_in()
    friend.complete_profile()
    citizen.get(f"/toi/uy-quyen/moi?ho-so={code}")
    assert f'value="{code}"' in citizen.page.text
    empty = citizen.submit("/toi/uy-quyen/moi")
    assert (empty.status, 'href="#full_name"' in empty.text) == (422, True)
    who = {"a.full_name": friend.who.name, "a.identity_number": friend.who.identity_number}
    wrong = citizen.submit("/toi/uy-quyen/moi", values={**who, "a.identity_number": "12"})
    assert wrong.status == 422
    assert 'value="12"' in wrong.text

    shown = citizen.submit("/toi/uy-quyen/moi", values={**who, "a.scope": "act"})
    assert "Đã lưu ủy quyền" in shown.text_content
    assert "Chờ người được ủy quyền nhận" in shown.text_content
    assert friend.get(f"/toi/ho-so/{code}").status == 404
    friend.get("/toi/uy-quyen")
    claimed = friend.submit("/toi/nhan")
    assert "1 ủy quyền" in claimed.text_content
    assert friend.get(f"/toi/ho-so/{code}").status == 200
    assert "làm thay" in friend.get("/toi").text_content

    citizen.get("/toi/uy-quyen")
    revoked = citizen.submit("/thu-hoi")
    assert "Ủy quyền đã chấm dứt" in revoked.text_content
    assert friend.get(f"/toi/ho-so/{code}").status == 404


def test_the_warehouse_shows_who_i_am_and_my_results(owner: Citizen) -> None:
    path = paper_of(owner)
    assert owner.who.identity_number in owner.page.text
    page = owner.get(path)

    assert "còn hiệu lực" in page.text_content
    assert "Chưa dùng cho hồ sơ nào khác" in page.text_content
    download = owner.send("GET", owner.link("Tải về"))
    assert download.status == 303
    stranger = Citizen()
    stranger.sign_in()
    assert stranger.get(path).status == 404


def test_a_paper_is_used_again_in_a_draft(owner: Citizen) -> None:
    path = paper_of(owner)
    owner.get(f"/thu-tuc/{CODE}/nop")
    owner.submit("/nop", values={"agency": AGENCY})
    draft = re.search(r"/nop/([0-9A-Z]{26})/trang/", owner.page.text)
    assert draft is not None
    owner.get(f"/nop/{draft[1]}/giay-to/p06")
    owner.follow("Dùng giấy tờ có sẵn trong kho")
    nothing = owner.submit("/kho")
    assert (nothing.status, "Vui lòng chọn một giấy tờ" in nothing.text_content) == (422, True)
    used = owner.submit("/kho", values={"paper": path.removeprefix("/toi/kho/")})

    assert "Dùng được" in used.text_content
    assert "Hồ sơ đang soạn" in owner.get(path).text_content


def test_a_paper_is_shared_for_a_time_opened_and_no_longer_shared(owner: Citizen) -> None:
    path = paper_of(owner)
    friend = Citizen()
    friend.sign_in()
    friend.complete_profile()
    owner.get(f"{path}/chia-se")
    empty = owner.submit("/chia-se")
    assert (empty.status, 'href="#purpose"' in empty.text) == (422, True)
    long = days(("since", "2026-11-23"), ("until", "2030-11-23"))
    terms = {
        "a.full_name": friend.who.name,
        "a.identity_number": friend.who.identity_number,
        "a.purpose": "Vay vốn",
    }
    refused = owner.submit("/chia-se", values={**terms, **long})
    assert refused.status == 422
    owner.get(f"{path}/chia-se")
    shown = owner.submit("/chia-se", values=terms)
    assert "Đã chia sẻ giấy tờ" in shown.text_content
    friend.get("/toi/kho/duoc-chia-se")
    assert "Vay vốn" in friend.page.text_content
    opened = friend.send("GET", friend.link("Mở giấy tờ"))
    assert opened.status == 303
    owner.get("/toi/kho/chia-se")
    assert "Đã thôi chia sẻ" in owner.submit("/thu-hoi").text_content
    assert "không có giấy tờ nào" in friend.get("/toi/kho/duoc-chia-se").text_content


def test_a_copy_of_my_data_is_made_and_downloaded(owner: Citizen) -> None:
    owner.sign_in()
    owner.get("/toi/du-lieu")
    owner.follow("Tải bản sao dữ liệu")
    page = owner.submit("/ban-sao")
    assert page.title.startswith("Đang tạo bản sao")
    assert page.headers["Refresh"].startswith("30; url=/toi/du-lieu/ban-sao/")
    assert "Refresh" not in owner.get(f"{owner.link('Dừng tự cập nhật')}").headers
    path = owner.link("Kiểm tra lại ngay")
    owner.world.world.settle()
    owner.sign_in()
    ready = owner.get(path)

    assert ready.title.startswith("Bản sao đã sẵn sàng")
    form = owner.form("/tai")
    download = owner.send("POST", form.action, urlencoded(form.pairs))
    assert download.status == 303
    stranger = Citizen()
    stranger.sign_in()
    assert stranger.get(path).status in (404, 409)


def urlencoded(pairs: list[tuple[str, str]]) -> bytes:
    from urllib.parse import urlencode

    return urlencode(pairs).encode()


def test_a_request_about_my_data_is_sent_and_says_by_when_it_is_answered(
    citizen: Citizen,
) -> None:
    code = filed(citizen)
    citizen.get("/toi/du-lieu/yeu-cau")
    assert citizen.submit("/yeu-cau").status == 422
    values = {"a.kind": "correct", "a.dossier": code, "a.statement": "Sai tên đường"}
    page = citizen.submit("/yeu-cau", values=values)

    assert "Đề nghị đã được gửi" in page.text_content
    assert "Hạn trả lời: hết ngày" in page.text_content


def test_an_erasure_is_explained_and_needs_a_confirmation(citizen: Citizen) -> None:
    code = filed(citizen)
    page = citizen.get("/toi/du-lieu/xoa")
    assert code in page.text_content
    assert "Dữ liệu đã xóa không lấy lại được" in page.text_content
    assert citizen.submit("/xoa").status == 422
    sent = citizen.submit("/xoa", values={"sure": "1"})

    assert "Đề nghị đã được gửi" in sent.text_content
    assert "Toàn bộ dữ liệu" in sent.text_content


def test_a_sign_in_leads_back_to_the_page_with_what_it_was_opened_for(citizen: Citizen) -> None:
    citizen.sign_in()
    citizen.complete_profile()
    stranger = Citizen(who=citizen.who)
    path = "/toi/uy-quyen/moi?ho-so=H49.61.01-261123-0001"
    stranger.send("GET", path)
    back = stranger.link("Đăng nhập").partition("ve=")[2]
    stranger.sign_in(back=unquote(back))

    assert 'value="H49.61.01-261123-0001"' in stranger.page.text
