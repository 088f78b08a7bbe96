"""Letters of the tests in their canonical form: every field is filled in one of them."""

from datetime import date, datetime
from typing import Any

from kit.core.time import VIETNAM
from letters.edxml.letter import (
    STATUSES,
    Attachment,
    DocumentType,
    Letter,
    Organ,
    OtherInfo,
    Purpose,
    Receiver,
    Reference,
    Replacement,
    Signer,
    Staff,
    Status,
    StatusMessage,
    Trace,
    Update,
)

DAY = date(2026, 11, 30)
AT = datetime(2026, 11, 30, 9, 30, 15, tzinfo=VIETNAM)
ID = "H49.61,2026/11/30,128/UBND-VP"
SENDER = Organ(
    id="H49.61",
    in_charge="UBND tỉnh Quảng Ninh",
    name="UBND thành phố Hạ Long",
    address="Số 2 Bến Đoan, Hạ Long",
    email="vanthu@example.vn",
    telephone="0203 000 000",
    fax="0203 000 001",
    website="https://halong.example.vn",
)
MINISTRY = Organ(id="G09", name="Bộ Nội vụ")
NEIGHBOUR = Organ(id="H25.12", name="UBND huyện Lương Tài", email="vt@example.vn")
STAFF = Staff(
    department="Văn phòng", name="Trần Thị Bình", email="binh@example.vn", mobile="0912000000"
)
PDF = Attachment(
    name="128-UBND-VP.pdf",
    content_type="application/pdf",
    description="Toàn văn",
    content=b"%PDF-1.7\n" + b"Noi dung cong van. " * 40,
)
ANNEX = Attachment(name="Phụ lục 1.docx", content=bytes(range(256)) * 4)


def letter(**changes: Any) -> Letter:
    """A new letter with every field."""
    whole = Letter(
        sender=SENDER,
        recipients=(MINISTRY, NEIGHBOUR),
        document_id=ID,
        number="128",
        notation="UBND-VP",
        place="Hạ Long",
        promulgated=DAY,
        type=DocumentType(kind=2, detail=18, name="Công văn"),
        subject='V/v lấy ý kiến về "sắp xếp" đơn vị <cấp xã> & thôn',
        content="Kính gửi quý cơ quan\nđề nghị cho ý kiến.",
        signer=Signer(competence="TM.", position="Chủ tịch", name="Nguyễn Văn An"),
        due=date(2026, 12, 15),
        other=OtherInfo(
            priority=1,
            sphere="Trong tỉnh",
            typist="ntb",
            copies=12,
            pages=3,
            direction="Trả lời trước ngày 15/12",
            appendixes=("Phụ lục 1", "Phụ lục 2"),
        ),
        responds_to=(
            Reference(
                organ="G09",
                code="77/BNV-CQĐP",
                document_id="G09,2026/11/02,77/BNV-CQĐP",
                promulgated=date(2026, 11, 2),
            ),
        ),
        steering=1,
        application="1",
        places=("Như trên", "Lưu: VT"),
        traces=(Trace(organ="H49.61", at=AT),),
        purpose=Purpose(reason="Văn bản mới", paper_follows=True, staff=STAFF),
        attachments=(PDF, ANNEX),
    )
    return whole.evolve(**changes)


def recall() -> Letter:
    purpose = Purpose(business="recall", document_id=ID, reason="Sai thể thức", staff=STAFF)
    return letter(purpose=purpose, attachments=())


def update() -> Letter:
    receivers = (Receiver(organ="G09", kind=0), Receiver(organ="H25.12", kind=1))
    changed = Update(document=True, recipients=True, receivers=receivers)
    purpose = Purpose(business="update", document_id=ID, reason="Bổ sung nơi nhận", update=changed)
    return letter(purpose=purpose)


def replace() -> Letter:
    replaced = (
        Replacement(document_id=ID, organs=("G09", "H25.12")),
        Replacement(document_id="H49.61,2026/11/01,90/UBND-VP"),
    )
    return letter(
        document_id="H49.61,2026/11/30,131/UBND-VP",
        number="131",
        purpose=Purpose(business="replace", reason="Thay văn bản sai", replacements=replaced),
    )


def plain() -> Letter:
    """Only what is required."""
    return Letter(
        sender=Organ(id="H49.61", name=""),
        recipients=(Organ(id="G09", name=""),),
        document_id="0a4fd8f2-6a2f-4a4e-9b3e-000000000001",
        number="1",
        notation="",
        promulgated=DAY,
        type=DocumentType(),
        subject="Giấy mời",
        signer=Signer(),
    )


def status(code: Status, **changes: Any) -> StatusMessage:
    reference = Reference(organ="H49.61", code="128/UBND-VP", document_id=ID, promulgated=DAY)
    message = StatusMessage(
        sender=MINISTRY,
        letter=reference,
        staff=STAFF,
        status=code,
        description=f"Trạng thái {code}",
        at=AT,
    )
    return message.evolve(**changes)


SHAPES: dict[str, Letter | StatusMessage] = {
    "new": letter(),
    "plain": plain(),
    "recall": recall(),
    "update": update(),
    "replace": replace(),
    **{f"status_{code}": status(code) for code in STATUSES},
    "status_passed_on": status("03", traces=(Trace(organ="G09", at=AT),), description=""),
}
"""Every shape: four purposes, the least letter, nine statuses and one that another system passed
on."""
