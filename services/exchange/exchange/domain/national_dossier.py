"""A pushed dossier in our words: who files what where, with which papers, and what was paid."""

import re
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Collection
from hashlib import sha256
from typing import Any, Final, NamedTuple

from contracts.national import DossierReceived, NationalFee, NationalPaper, ReportedPayment
from contracts.terms import Applicant, Contact, Moment
from exchange.domain.ingest import Ingest, IngestedPaper, Source
from exchange.domain.pushed_dossier import PushedDossier, PushedPaper, PushRefused

IDENTITY: Final = re.compile(r"[0-9]{12}")
TAX_CODE: Final = re.compile(r"[0-9]{10}(?:-?[0-9]{3})?")
MOBILE: Final = re.compile(r"(?:\+?84|0)([35789][0-9]{8})")
EMAIL: Final = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s]{2,63}")
YES: Final = ("1", "True")
REUSED: Final = ("1", "2")
PERSON: Final = ("", "1")
"""LoaiDoiTuong of a citizen; 2 is a business, 3 a state body, 4 another organisation."""
APPLICATION: Final = "Đơn đăng ký.pdf"
"""The name of the application form that comes within the push (TepDonDangKy)."""
NewId = Callable[[], str]


class InlineFile(NamedTuple):
    """A file that came within the push."""

    paper: str
    content: bytes


class Received(NamedTuple):
    """A dossier that is new to us: what is stored, published, and put into the bucket."""

    ingest: Ingest
    event: DossierReceived
    files: tuple[InlineFile, ...]


def agency_of(code: str) -> str:
    """The agency that a dossier's code begins with."""
    return code.rsplit("-", 2)[0]


class Arrival(NamedTuple):
    """How a dossier came: the key made for it, by which way, for which unit, what it held, when."""

    vault: str
    source: Source
    unit: str
    digest: str
    at: Moment


def received(pushed: PushedDossier, arrival: Arrival, new_id: NewId) -> Received:
    """Raises PushRefused where a file within can't be read."""
    papers = new_papers(pushed, new_id)
    ingest = Ingest(
        id=pushed.MaHoSo,
        dossier=pushed.MaHoSo,
        vault=arrival.vault,
        source=arrival.source,
        unit=arrival.unit,
        digests=(arrival.digest,),
        received_at=arrival.at,
        papers=papers.ingested,
        is_paid=payment_of(pushed, arrival.at) is not None,
    )
    event = DossierReceived(
        procedure=pushed.MaTTHC,
        agency=agency_of(pushed.MaHoSo),
        filed_at=min(pushed.NgayNopHoSo, arrival.at),
        applicant=applicant_of(pushed),
        contact=contact_of(pushed),
        answers=answers_of(pushed),
        papers=papers.national,
        fees=tuple(
            NationalFee(code=fee.MaPhiLePhi, name=fee.TenPhiLePhi, amount=fee.Gia)
            for fee in pushed.DanhSachLePhi
        ),
        payment=payment_of(pushed, arrival.at),
    )
    return Received(ingest, event, papers.files)


def applicant_of(pushed: PushedDossier) -> Applicant:
    """Nothing is invented where a number is missing; the portal states no address."""
    number = pushed.DinhDanhCHS.SoDinhDanh or pushed.SoGiayToChuHoSo
    if pushed.LoaiDoiTuong not in PERSON:
        tax_code = pushed.MaSoThue or number
        return Applicant(
            full_name=pushed.ChuHoSo,
            address="",
            organisation=pushed.ChuHoSo,
            tax_code=tax_code if TAX_CODE.fullmatch(tax_code) else None,
            authenticated=pushed.TaiKhoanDuocXacThucVoiVNeID in YES,
        )
    return Applicant(
        full_name=pushed.ChuHoSo,
        identity_number=number if IDENTITY.fullmatch(number) else None,
        address="",
        authenticated=pushed.TaiKhoanDuocXacThucVoiVNeID in YES,
    )


def contact_of(pushed: PushedDossier) -> Contact | None:
    """None where neither can be used: the applicant follows the dossier at the portal."""
    mobile = MOBILE.fullmatch(re.sub(r"[ .()-]", "", pushed.SoDienThoai))
    email = pushed.Email.strip() if EMAIL.fullmatch(pushed.Email.strip()) else None
    if mobile is None and email is None:
        return None
    return Contact(phone=f"+84{mobile.group(1)}" if mobile else None, email=email)


def payment_of(pushed: PushedDossier, at: Moment) -> ReportedPayment | None:
    """Where the portal reports that its fees were paid there (DuocThanhToanTrucTuyen = 1)."""
    amount = sum(fee.Gia for fee in pushed.DanhSachLePhi)
    if pushed.DuocThanhToanTrucTuyen != "1" or amount == 0:
        return None
    return ReportedPayment(amount=amount, reported_at=at)


def answers_of(pushed: PushedDossier) -> dict[str, Any]:
    stated = {
        "request": pushed.TrichYeuHoSo or pushed.TenTTHC,
        "other_information": pushed.ThongTinKhac,
        "note": pushed.GhiChu,
        "identity_paper": pushed.SoGiayToChuHoSo,
    }
    return {name: text for name, text in stated.items() if text}


class NewPapers(NamedTuple):
    """Papers that are new: as they are stored, as they are published, with their files."""

    ingested: tuple[IngestedPaper, ...]
    national: tuple[NationalPaper, ...]
    files: tuple[InlineFile, ...]


def new_papers(pushed: PushedDossier, new_id: NewId, registered: Collection[str] = ()) -> NewPapers:
    """Those whose marks are not registered; raises PushRefused for a file that can't be read."""
    stated = [
        (f"TaiLieuNop[{place}].Base64", paper)
        for place, paper in enumerate(pushed.TaiLieuNop)
        if not paper.is_deleted
    ]
    if pushed.TepDonDangKy:
        form = PushedPaper(TenTepDinhKem=APPLICATION, Base64=pushed.TepDonDangKy)
        stated.insert(0, ("TepDonDangKy", form))
    ingested, national, files = [], [], []
    for field, paper in stated:
        mark = mark_of(paper)
        if mark in registered:
            continue
        ingested.append(_ingested(paper, new_id(), mark))
        national.append(_national(ingested[-1], paper))
        if paper.Base64:
            files.append(InlineFile(ingested[-1].id, _decoded(paper.Base64, field)))
    return NewPapers(tuple(ingested), tuple(national), tuple(files))


def mark_of(paper: PushedPaper) -> str:
    """The digest of the file within, else of its address, else of what stands for it."""
    content = "".join(paper.Base64.split()) or paper.DuongDanTaiTepTin
    text = content or f"{paper.MaThanhPhanHoSo}|{paper.TenTepDinhKem}"
    return sha256(text.encode()).hexdigest()


def _ingested(paper: PushedPaper, id: str, mark: str) -> IngestedPaper:
    return IngestedPaper(
        id=id,
        code=paper.MaThanhPhanHoSo,
        name=paper.TenTepDinhKem[:255],
        url=None if paper.Base64 else paper.DuongDanTaiTepTin or None,
        is_inline=bool(paper.Base64),
        mark=mark,
    )


def _national(paper: IngestedPaper, stated: PushedPaper) -> NationalPaper:
    return NationalPaper(
        id=paper.id,
        code=paper.code[:50],
        name=paper.name,
        has_file=paper.has_file,
        digitised=stated.DuocSoHoa in YES,
        reused=stated.DuocTaiSuDung in REUSED,
        from_registry=stated.DuocLayTuKhoDMQG in YES,
    )


def _decoded(text: str, field: str) -> bytes:
    try:
        return b64decode("".join(text.split()), validate=True)
    except (Error, ValueError):
        raise PushRefused(field) from None
