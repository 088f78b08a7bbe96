"""What an owner sees of a dossier and does with it, before the real services."""

import re

import pytest

from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import accepted, awaiting_supplement, filed, finished


@pytest.fixture
def citizen() -> Citizen:
    return Citizen()


def page_of(citizen: Citizen, code: str, rest: str = "") -> str:
    return citizen.get(f"/toi/ho-so/{code}{rest}").text_content


def test_an_owner_sees_standing_papers_and_fees_without_the_key(citizen: Citizen) -> None:
    code = filed(citizen)
    key = citizen.world.world.intake.dossier(code)
    again = Citizen(who=citizen.who)
    again.sign_in()
    before = len(again.world.requests)
    page = again.get(f"/toi/ho-so/{code}")
    calls = [r.url for r in again.world.requests[before:]]

    assert page.title.startswith(f"Hồ sơ {code}")
    assert "Thanh toán bằng thẻ" in page.text_content
    assert "Giấy tờ đã nộp" in page.text_content
    assert len(calls) == 3, calls
    assert not [r for r in again.world.requests[before:] if "X-Lookup-Key" in r.headers]
    assert key is not None
    assert key.lookup_key not in page.text


def test_an_owner_pays_by_transfer_without_the_key(citizen: Citizen) -> None:
    code = filed(citizen)
    citizen.get(f"/toi/ho-so/{code}")
    page = citizen.submit(f"/toi/ho-so/{code}/thanh-toan", values={"method": "transfer"})

    assert page.title.startswith("Chuyển khoản bằng mã QR")
    assert (
        "https://apps.test/pay?app=vcb&amp;ba=113366668888@icb&amp;am=150000&amp;tn=MC" in page.text
    )
    assert f"/toi/ho-so/{code}/thanh-toan/" in citizen.form("/huy").action
    cancelled = citizen.submit("/huy")
    assert cancelled.title.startswith("Lần thanh toán đã kết thúc")


def test_an_owner_downloads_result_form_and_receipt_and_opens_the_receipt(
    citizen: Citizen,
) -> None:
    code = finished(citizen)
    page = citizen.get(f"/toi/ho-so/{code}")
    documents = re.findall(rf"/toi/ho-so/{code}/van-ban/([0-9A-Z]{{26}})", page.text)

    assert len(documents) >= 3, "form 01, the receipt and the result"
    for document in documents:
        answer = citizen.send("GET", f"/toi/ho-so/{code}/van-ban/{document}")
        assert answer.status == 303
        assert not answer.headers["Location"].startswith("/")
    citizen.get(f"/toi/ho-so/{code}")
    receipt = citizen.get(citizen.link("Xem "))
    assert code in receipt.text_content
    stranger = Citizen()
    stranger.sign_in()
    assert stranger.get(f"/toi/ho-so/{code}/van-ban/{documents[0]}").status == 404


def test_an_owner_opens_a_filed_paper_and_sees_that_it_was_read(citizen: Citizen) -> None:
    code = filed(citizen)
    page = citizen.get(f"/toi/ho-so/{code}")
    [paper] = re.findall(rf"/toi/ho-so/{code}/giay-to/([0-9A-Z]{{26}})", page.text)
    opened = citizen.send("GET", f"/toi/ho-so/{code}/giay-to/{paper}")

    assert opened.status == 303
    assert "mở một giấy tờ" in page_of(citizen, code, "/nguoi-xem")


def test_an_owner_sends_what_was_requested_with_a_file_and_words(citizen: Citizen) -> None:
    code = awaiting_supplement(citizen)
    assert "Bản sao hợp đồng thuê nhà" in page_of(citizen, code)
    citizen.follow("Bổ sung hồ sơ")
    empty = citizen.submit(f"/{code}/bo-sung")
    assert empty.status == 422
    assert 'href="#files"' in empty.text or 'href="#note"' in empty.text

    path = f"/toi/ho-so/{code}/bo-sung/p06"
    page = citizen.upload_at(path)
    assert "Dùng được" in page.text_content
    citizen.get(f"/toi/ho-so/{code}/bo-sung")
    assert "Tệp 1" in citizen.page.text_content
    citizen.submit(f"/{code}/bo-sung", values={"a.note": "Hợp đồng thuê nhà số 5"})

    assert "Nội dung bổ sung đã được gửi" in citizen.page.text_content
    assert "Đã gửi bổ sung lúc" in citizen.page.text_content
    citizen.world.world.settle()
    assert "không yêu cầu ông/bà bổ sung" in page_of(citizen, code, "/bo-sung")
    dossier = citizen.world.world.intake.dossier(code)
    assert dossier is not None
    assert len(dossier.attachments) == 2


def test_a_file_of_a_supplement_can_be_taken_out_again(citizen: Citizen) -> None:
    code = awaiting_supplement(citizen)
    path = f"/toi/ho-so/{code}/bo-sung/p06"
    citizen.upload_at(path)
    citizen.submit("/bo")

    assert "Dùng được" not in citizen.page.text_content
    assert citizen.get(f"{path}x").status == 404


def test_an_owner_asks_to_withdraw_and_confirms_it(citizen: Citizen) -> None:
    code = accepted(citizen)
    page_of(citizen, code)
    citizen.follow("Rút hồ sơ")
    unsure = citizen.submit("/rut", values={"reason": "Tôi đổi ý"})
    assert unsure.status == 422
    assert "Tôi đổi ý" in unsure.text
    assert 'href="#sure"' in unsure.text

    sent = citizen.submit("/rut", values={"reason": "Tôi đổi ý", "sure": "1"})

    assert "Đề nghị rút hồ sơ đã được gửi" in sent.text_content
    assert "đang chờ cơ quan trả lời" in sent.text_content
    assert "/rut" not in sent.text
    citizen.get(f"/toi/ho-so/{code}/rut")
    again = citizen.submit("/rut", values={"reason": "Tôi đổi ý", "sure": "1"})
    assert again.status == 422


def test_a_lost_key_is_replaced_and_the_old_one_opens_nothing(citizen: Citizen) -> None:
    code = filed(citizen)
    stored = citizen.world.world.intake.dossier(code)
    assert stored is not None
    citizen.get(f"/toi/ho-so/{code}/ma-tra-cuu")
    page = citizen.submit("/ma-tra-cuu")
    citizen.world.world.settle()
    changed = citizen.world.world.intake.dossier(code)

    assert changed is not None
    assert changed.lookup_key in page.text
    assert changed.lookup_key != stored.lookup_key
    look_up = Citizen()
    look_up.get("/tra-cuu")
    old = look_up.submit("/tra-cuu", values={"code": code, "key": stored.lookup_key})
    assert old.status == 404


def test_a_new_mailbox_is_proved_by_its_code(citizen: Citizen) -> None:
    code = filed(citizen)
    citizen.get(f"/toi/ho-so/{code}/lien-lac")
    wrong = citizen.submit("/lien-lac", values={"email": "khong-phai-thu"})
    assert wrong.status == 422
    assert "khong-phai-thu" in wrong.text
    citizen.submit("/lien-lac", values={"email": "an.moi@motcua.example"})
    assert citizen.page.title.startswith("Nhập mã xác nhận")
    short = citizen.submit("", values={"code": "12"})
    assert (short.status, "đủ 6 chữ số" in short.text_content) == (422, True)
    citizen.world.world.settle()
    sent = [text for _, to, text in citizen.world.world.post.sent if to == "an.moi@motcua.example"]
    digits = re.search(r"\b[0-9]{6}\b", sent[-1])
    assert digits is not None

    page = citizen.submit("", values={"code": digits[0]})

    assert "Nơi nhận thông báo đã được đổi" in page.text_content
    assert "an.moi@motcua.example" in page.text_content


def test_what_was_filed_may_be_missing_for_a_moment(citizen: Citizen) -> None:
    code = filed(citizen)
    citizen.world.unavailable = "/intake/v1/dossiers"
    try:
        page = citizen.get(f"/toi/ho-so/{code}")
    finally:
        citizen.world.unavailable = ""

    assert page.status == 200
    assert "Chưa lấy được đủ thông tin" in page.text_content
    assert "Thanh toán bằng thẻ" in page.text_content
