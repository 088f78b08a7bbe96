"""A dossier as the National Portal sends it: which fields are read, and which one is wrong."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Any, Final, Literal

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError

from contracts.terms import DossierCode, ProcedureCode
from kit.core.model import JsonDict, Model
from kit.core.time import VIETNAM

MOST_PAPERS: Final = 60
"""Intake registers all of them in one transaction."""
MOST_FEES: Final = 40
CLOCKS_DIFFER: Final = timedelta(minutes=10)
"""How far the portal's clock may be ahead of ours (assumed)."""
ENVELOPE: Final = frozenset({"session", "madonvi", "service"})
"""Members beside a dossier's own."""


class PushRefused(Exception):
    """The portal's dossier can't be taken; `field` is as the portal names it."""

    def __init__(self, field: str, *, is_missing: bool = False) -> None:
        super().__init__(field)
        self.field = field
        self.is_missing = is_missing


def _text(value: Any) -> Any:
    """The portal's values are texts; null stands for none, and some systems send numbers."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _rows(value: Any) -> Any:
    return () if value in (None, "") else value


def _moment(value: Any) -> Any:
    """yyyyMMddHHmmss in Vietnam."""
    return datetime.strptime(str(value), "%Y%m%d%H%M%S").replace(tzinfo=VIETNAM)


Short = Annotated[str, BeforeValidator(_text), Field(max_length=500)]
Long = Annotated[str, BeforeValidator(_text), Field(max_length=4000)]
Flag = Annotated[Literal["", "0", "1", "2", "True", "False"], BeforeValidator(_text)]
NationalMoment = Annotated[datetime, BeforeValidator(_moment)]
Amount = Annotated[int, Field(ge=0, le=99_999_999_999)]


class Pushed(Model):
    """What the portal sends has further members, which are passed over."""

    model_config = ConfigDict(extra="ignore")


class PushedIdentity(Pushed):
    """DinhDanhCHS."""

    LoaiDinhDanh: Short = ""
    SoDinhDanh: Short = ""


class PushedPaper(Pushed):
    """TaiLieuNop: a link, a file within (Base64), or neither."""

    TenTepDinhKem: Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=4000)]
    MaThanhPhanHoSo: Short = ""
    DuongDanTaiTepTin: Annotated[str, BeforeValidator(_text), Field(max_length=2000)] = ""
    Base64: Annotated[str, BeforeValidator(_text), Field(repr=False)] = ""
    IsDeleted: Flag = ""
    DuocSoHoa: Flag = ""
    DuocTaiSuDung: Flag = ""
    DuocLayTuKhoDMQG: Flag = ""

    @property
    def is_deleted(self) -> bool:
        return self.IsDeleted in ("1", "True")


class PushedFee(Pushed):
    """DanhSachLePhi."""

    TenPhiLePhi: Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=500)]
    MaPhiLePhi: Short = ""
    Gia: Amount


class PushedDossier(Pushed):
    """The members that are read."""

    MaHoSo: DossierCode
    MaTTHC: ProcedureCode
    TenTTHC: Annotated[str, BeforeValidator(_text), Field(max_length=2000)] = ""
    ChuHoSo: Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=500)]
    NgayNopHoSo: NationalMoment
    SoGiayToChuHoSo: Short = ""
    LoaiDoiTuong: Annotated[Literal["", "1", "2", "3", "4"], BeforeValidator(_text)] = ""
    DinhDanhCHS: PushedIdentity = PushedIdentity()
    MaSoThue: Short = ""
    Email: Short = ""
    SoDienThoai: Short = ""
    TrichYeuHoSo: Annotated[str, BeforeValidator(_text), Field(max_length=1000)] = ""
    ThongTinKhac: Long = ""
    GhiChu: Long = ""
    TaiKhoanDuocXacThucVoiVNeID: Flag = ""
    DuocThanhToanTrucTuyen: Flag = ""
    TepDonDangKy: Annotated[str, BeforeValidator(_text), Field(repr=False)] = ""
    TaiLieuNop: Annotated[
        tuple[PushedPaper, ...], BeforeValidator(_rows), Field(max_length=MOST_PAPERS - 1)
    ] = ()
    DanhSachLePhi: Annotated[
        tuple[PushedFee, ...], BeforeValidator(_rows), Field(max_length=MOST_FEES)
    ] = ()


def pushed_dossier(members: Mapping[str, Any], *, at: datetime) -> PushedDossier:
    """Raises PushRefused with the first field that is wrong."""
    try:
        pushed = PushedDossier.model_validate(members)
    except ValidationError as error:
        wrong = error.errors(include_input=False, include_url=False, include_context=False)[0]
        raise PushRefused(_field(wrong["loc"]), is_missing=wrong["type"] == "missing") from None
    if pushed.NgayNopHoSo > at + CLOCKS_DIFFER:
        raise PushRefused("NgayNopHoSo")
    return pushed


def digest_of(members: Mapping[str, Any]) -> str:
    """Of the dossier's own members, in whatever order they came."""
    own = {name: value for name, value in members.items() if name not in ENVELOPE}
    text = json.dumps(own, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def without_files(members: Mapping[str, Any]) -> JsonDict:
    """The dossier's own members without the contents of files, to be stored as they came."""
    own = {name: value for name, value in members.items() if name not in ENVELOPE}
    own.pop("TepDonDangKy", None)
    papers = own.get("TaiLieuNop")
    if isinstance(papers, list):
        own["TaiLieuNop"] = [
            {name: value for name, value in paper.items() if name != "Base64"}
            for paper in papers
            if isinstance(paper, dict)
        ]
    return own


def _field(location: tuple[int | str, ...]) -> str:
    """`TaiLieuNop[0].TenTepDinhKem`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return "".join(parts).removeprefix(".")
