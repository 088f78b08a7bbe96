"""Mẫu số 01 to 05 of TT 03/2025/TT-VPCP: their labels in order, who signs, and their numbers."""

from typing import Final

import pytest

from contracts.casework import CaseStopped, CaseWithdrawn
from contracts.documents import Kind
from contracts.terms import Applicant, Capacity
from contracts.testing.dossier_events import CODE, DossierEvents, dossier_filed
from documents.domain.book import Book
from documents.domain.document import Document
from documents.rendering import labels
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from tests.unit.documents.papers import NAME, events_with_forms, file_of, text_of
from tests.unit.documents.test_sealing import EMOJI
from tests.unit.documents.world import World, world_with_dossier

LABELS: Final[dict[Kind, tuple[str, ...]]] = {
    "form-01": (
        "Mẫu số 01",
        "BỘ PHẬN TIẾP NHẬN VÀ TRẢ KẾT QUẢ",
        "Số: 01/TNHS-BPTNTKQ",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        f"Mã hồ sơ: {CODE}",
        "Bộ phận Tiếp nhận và Trả kết quả của UBND phường Hồng Gai",
        "Tiếp nhận hồ sơ của Ông (Bà)/Tổ chức: Nguyễn Thị An",
        "Số định danh cá nhân: 022190001234",
        "Địa chỉ: Hạ Long",
        "Số điện thoại: 0912345678 Email: an@example.vn",
        "Nội dung yêu cầu giải quyết: Đăng ký thành lập hộ kinh doanh",
        "Thành phần hồ sơ nộp gồm:",
        "Số lượng hồ sơ: 01 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định là: 03 ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 01 phút, ngày 23 tháng 11 năm 2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 26 tháng 11 năm 2026",
        "Đăng ký nhận kết quả tại: ",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 11/2026 Số thứ tự: 01",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ (Chữ ký số)",
        NAME,
        "Thông tin thêm của hệ thống, ngoài biểu mẫu.",
    ),
    "form-02": (
        "Mẫu số 02",
        "Số: 01/PBS-BPTNTKQ",
        "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
        "Hồ sơ của: Nguyễn Thị An",
        "Nội dung yêu cầu giải quyết: ",
        "Địa chỉ: ",
        "Số điện thoại: ",
        "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
        "1. Giấy chứng nhận đăng ký kết hôn",
        "2. Bản sao hợp đồng thuê địa điểm",
        "Lý do: Chưa có giấy tờ",
        "Thời hạn bổ sung, hoàn thiện hồ sơ: ngày 26 tháng 11 năm 2026",
        "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, Ông/Bà liên hệ với",
        "để được hướng dẫn./.",
        "NGƯỜI HƯỚNG DẪN",
        NAME,
    ),
    "form-03": (
        "Mẫu số 03",
        "Số: 01/PTC-BPTNTKQ",
        "PHIẾU TỪ CHỐI TIẾP NHẬN GIẢI QUYẾT HỒ SƠ",
        "Tiếp nhận hồ sơ của: Nguyễn Thị An",
        "Số định danh cá nhân: ",
        "Địa chỉ: ",
        "Số điện thoại: ",
        f"Mã hồ sơ: {CODE}",
        "Nội dung yêu cầu giải quyết: ",
        "Qua xem xét, ",
        "thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như sau:",
        "Hồ sơ không thuộc thẩm quyền giải quyết của phường.",
        "Xin thông báo cho Ông/Bà được biết và thực hiện./.",
        "NGƯỜI NỘP HỒ SƠ",
        "NGƯỜI TIẾP NHẬN HỒ SƠ",
    ),
    "form-04": (
        "Mẫu số 04",
        "Số: 01/PXL",
        "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
        "Kính gửi: Nguyễn Thị An",
        "Ngày 23 tháng 11 năm 2026, UBND phường Hồng Gai tiếp nhận giải quyết hồ sơ",
        "số định danh: 022190001234; mã số hồ sơ: " + CODE,
        "Thời gian hẹn trả kết quả giải quyết hồ sơ: 17 giờ 00 phút, ngày 26 tháng 11 năm 2026",
        "Tuy nhiên đến nay, UBND phường Hồng Gai chưa trả kết quả",
        "Lý do: Cần thêm thời gian",
        "xin lỗi Ông/Bà/Tổ chức",
        "sẽ trả kết quả giải quyết hồ sơ vào: ",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    ),
    "form-05": (
        "Mẫu số 05",
        "Số: 01/TBD-BPTNTKQ",
        "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
        "Kính gửi: Nguyễn Thị An",
        "Nội dung yêu cầu giải quyết: ",
        "thông báo dừng giải quyết hồ sơ này với lý do cụ thể như sau:",
        "Người nộp hồ sơ không bổ sung giấy tờ trong thời hạn.",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
    ),
}


def form(world: World, kind: Kind) -> Document:
    """The form that its event leads to."""
    world.receive(world.others.publish("casework", events_with_forms(world.others)[kind]))
    return world.documents()[-1]


@pytest.mark.parametrize("kind", LABELS)
def test_a_form_has_the_labels_of_the_circular_in_their_order(kind: Kind) -> None:
    world = world_with_dossier()

    document = form(world, kind)

    assert (document.kind, document.name) == (kind, labels.FORMS[kind])
    text, place = text_of(file_of(world, document)), 0
    for label in LABELS[kind]:
        assert label in text[place:], f"{label} behind …{text[max(0, place - 60) : place]}"
        place = text.index(label, place) + len(label)


def test_a_stop_that_no_official_made_is_signed_by_the_agency() -> None:
    world = world_with_dossier()

    world.receive(world.others.publish("casework", CaseStopped(reason="Hết hạn.", ground="none")))

    text = text_of(file_of(world, world.documents()[0]))
    assert "(Chữ ký số) ĐÃ KÝ SỐ UBND phường Hồng Gai" in text


def test_a_dossier_that_its_applicant_withdrew_gets_form_05() -> None:
    world = world_with_dossier()
    capacity = Capacity(kind="KT", office="Chủ tịch", title="Phó Chủ tịch", official="sub-head")
    withdrawn = CaseWithdrawn(ground="not_started", by="sub-lan", by_name=NAME, capacity=capacity)

    world.receive(world.others.publish("casework", withdrawn))

    [document] = world.documents()
    text = text_of(file_of(world, document))
    assert (document.kind, document.name) == ("form-05", labels.FORMS["form-05"])
    assert "Người nộp hồ sơ đề nghị rút hồ sơ, khi hồ sơ chưa có quyết định" in text
    assert NAME in text
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text


def test_a_form_of_a_dossier_whose_key_is_destroyed_fails_and_leaves_its_number() -> None:
    world = world_with_dossier()
    event = world.others.publish("casework", events_with_forms(world.others)["form-05"])
    world.destroy_keys()

    world.receive(event)

    assert [(document.state, document.why) for document in world.documents()] == [
        ("failed", "erased")
    ]


def file_another(world: World, number: int, applicant: Applicant | None = None) -> DossierEvents:
    """Another dossier of the agency."""
    filed = dossier_filed()
    if applicant:
        filed = filed.evolve(applicant=applicant)
    code, draft = f"{CODE[:-4]}{number:04d}", f"{world.others.draft[:-4]}{number:04d}"
    others = DossierEvents(world.vault, code, draft)
    world.receive(others.publish("intake", filed))
    return others


def numbers(world: World) -> list[str]:
    """The numbers of Mẫu 01 of every dossier, as they are printed."""
    texts = [text_of(file) for file in world.file_store.files.values()]
    return sorted(text.partition("Số: ")[2].split("/")[0] for text in texts)


def test_the_forms_of_an_agency_are_numbered_through_the_year_without_gaps() -> None:
    world = World()
    dossiers = [file_another(world, number) for number in range(1, 5)]

    for others in dossiers:
        event = others.publish("casework", events_with_forms(others)["form-01"])
        world.receive(event)
        world.receive(event)

    assert numbers(world) == ["01", "02", "03", "04"]


def test_another_agency_and_another_kind_have_books_of_their_own() -> None:
    world = world_with_dossier()

    texts = [text_of(file_of(world, form(world, kind))) for kind in ("form-01", "form-02")]

    assert [text.partition("Số: ")[2].split()[0] for text in texts] == [
        "01/TNHS-BPTNTKQ",
        "01/PBS-BPTNTKQ",
    ]


def test_a_form_that_cannot_be_made_leaves_its_number_to_the_next() -> None:
    world = World()
    first, unprintable, last = (
        file_another(world, 1),
        file_another(world, 2, EMOJI),
        file_another(world, 3),
    )

    for others in (first, unprintable, last):
        world.receive(others.publish("casework", events_with_forms(others)["form-01"]))

    assert numbers(world) == ["01", "02"]


@pytest.mark.parametrize("point", ["decide.numbered", "decide.rendered", "decide.stored"])
def test_a_crash_takes_no_second_number(point: str) -> None:
    world = World()
    others = file_another(world, 1)
    event = others.publish("casework", events_with_forms(others)["form-01"])

    with fault_injection.injected(Plan(kill={point: 1})), pytest.raises(Killed):
        world.receive(event)
    world.receive(event)
    another = file_another(world, 2)
    world.receive(another.publish("casework", events_with_forms(another)["form-01"]))

    assert numbers(world) == ["01", "02"]


def test_a_number_that_was_given_back_is_given_again_before_a_higher_one() -> None:
    book = Book(last=5).give_back(3).give_back(5)

    assert book == Book(last=4, free=(3,))
    assert book.take() == (3, Book(last=4))
    assert book.take()[1].take() == (5, Book(last=5))


def test_a_service_centre_numbers_as_a_centre() -> None:
    centre = "Trung tâm Phục vụ hành chính công tỉnh"

    assert labels.number("form-01", 7, centre) == "07/TNHS-TTPVHCC"
