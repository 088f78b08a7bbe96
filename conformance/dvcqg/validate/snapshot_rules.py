"""V-C01 to V-C20: one snapshot agrees with itself."""

from collections.abc import Iterator
from typing import Any, Final

from dvcqg.validate.finding import Finding
from dvcqg.validate.history import Item, Snapshot

ENDED_WELL: Final = ("9", "10")
UNDER_WAY: Final = ("1", "2", "4", "5", "6")
REUSED_BY_RESULT: Final = "2"
IDENTITY_DIGITS: Final = {"1": 12, "2": 9}
"""LoaiDinhDanh: how many digits SoDinhDanh has."""
ORDERED: Final = (
    ("V-C07", "NgayNopHoSo", "NgayTiepNhan"),
    ("V-C08", "NgayTiepNhan", "NgayKetThucXuLy"),
    ("V-C08", "NgayKetThucXuLy", "NgayTra"),
    ("V-C09", "NgayTiepNhan", "NgayHenTra"),
    ("V-C07", "NgayNopHoSo", "NgayTuChoi"),
)
"""The first is not after the second, where both are there."""
NUMBERED: Final = (
    ("TaiLieuNop", "TepDinhKemId"),
    ("DanhSachHoSoBoSung", "HoSoBoSungId"),
    ("DanhSachGiayToKetQua", "GiayToId"),
)


def snapshot_findings(snapshot: Snapshot) -> Iterator[Finding]:
    """Every finding of one snapshot."""
    for part in (_status, _order, _code_date, _identity, _papers, _numbers, _supplements, _fees):
        yield from part(snapshot)


def _at(snapshot: Snapshot, code: str, *place: Any, **values: Any) -> Finding:
    return Finding(code, (*snapshot.path, *place), snapshot.fields["MaHoSo"], values)


def _status(snapshot: Snapshot) -> Iterator[Finding]:
    status, moment = snapshot.status, snapshot.moment
    demanded = [("V-C01", ENDED_WELL, "NgayKetThucXuLy"), ("V-C02", ("10",), "NgayTra")]
    demanded += [("V-C03", ("3",), "NgayTuChoi"), ("V-C05", ("2", "4", "9", "10"), "NgayTiepNhan")]
    for code, statuses, name in demanded:
        if status in statuses and not moment(name):
            yield _at(snapshot, code, name, status=status)
    if status == "1" and moment("NgayTiepNhan"):
        yield _at(snapshot, "V-C06", "NgayTiepNhan", status=status)
    if status in UNDER_WAY:
        for name in ("NgayKetThucXuLy", "NgayTra"):
            if moment(name):
                yield _at(snapshot, "V-C10", name, status=status)
    if moment("NgayTuChoi") and status != "3":
        yield _at(snapshot, "V-C11", "NgayTuChoi", status=status)
    if status == "6" and not owed(snapshot.rows("DanhSachLePhi")):
        yield _at(snapshot, "V-C16", "DanhSachLePhi")


def _order(snapshot: Snapshot) -> Iterator[Finding]:
    for code, first, second in ORDERED:
        early, late = snapshot.moment(first), snapshot.moment(second)
        if early and late and early > late:
            yield _at(snapshot, code, second, first=first)


def _code_date(snapshot: Snapshot) -> Iterator[Finding]:
    """The date in MaHoSo is the day of receipt, or lies between filing and receipt."""
    day = f"20{snapshot.fields['MaHoSo'].rsplit('-', 2)[1]}"
    filed, received = snapshot.moment("NgayNopHoSo")[:8], snapshot.moment("NgayTiepNhan")[:8]
    if day < filed or (received and day > max(filed, received)):
        yield _at(snapshot, "V-C12", "MaHoSo")


def _identity(snapshot: Snapshot) -> Iterator[Finding]:
    owner = snapshot.fields.get("DinhDanhCHS") or {}
    digits = IDENTITY_DIGITS.get(owner.get("LoaiDinhDanh", ""))
    if digits and len(owner.get("SoDinhDanh", "")) != digits:
        yield _at(snapshot, "V-C13", "DinhDanhCHS", "SoDinhDanh", digits=digits)


def _papers(snapshot: Snapshot) -> Iterator[Finding]:
    papers = snapshot.rows("TaiLieuNop")
    for place, paper in enumerate(papers):
        by_result = paper.get("DuocTaiSuDung") == REUSED_BY_RESULT
        if by_result != bool(paper.get("MaKetQuaThayThe")):
            yield _at(snapshot, "V-C14", "TaiLieuNop", place, "MaKetQuaThayThe")
    digitised = any(paper.get("DuocSoHoa") == "1" for paper in papers)
    flag = snapshot.fields.get("HoSoCoThanhPhanSoHoa", "")
    if flag and (flag == "1") != digitised:
        yield _at(snapshot, "V-C15", "HoSoCoThanhPhanSoHoa")


def _numbers(snapshot: Snapshot) -> Iterator[Finding]:
    for name, number in NUMBERED:
        seen: set[str] = set()
        for place, row in enumerate(snapshot.rows(name)):
            value = row.get(number, "")
            if value and value in seen:
                yield _at(snapshot, "V-C17", name, place, number)
            seen.add(value)


def _supplements(snapshot: Snapshot) -> Iterator[Finding]:
    last_due = ""
    for place, row in enumerate(snapshot.rows("DanhSachHoSoBoSung")):
        requested, received = row["NgayBoSung"], row.get("NgayTiepNhanBoSung", "")
        path = ("DanhSachHoSoBoSung", place)
        if received and received < requested:
            yield _at(snapshot, "V-C18", *path, "NgayTiepNhanBoSung")
        if row.get("TrangThaiBoSung") and (row["TrangThaiBoSung"] == "1") != bool(received):
            yield _at(snapshot, "V-C18", *path, "TrangThaiBoSung")
        last_due = row.get("NgayHenTraMoi") or last_due
    if last_due > snapshot.moment("NgayHenTra") != "":
        yield _at(snapshot, "V-C19", "NgayHenTra")


def _fees(snapshot: Snapshot) -> Iterator[Finding]:
    fees = snapshot.rows("DanhSachLePhi")
    rows = [
        fee
        for supplement in snapshot.rows("DanhSachHoSoBoSung")
        for fee in supplement.get("DanhSachLePhiBoSung", [])
    ]
    later = sum(int(fee["Gia"]) for fee in rows if fee.get("Gia", "").isdigit())
    if later > owed(fees):
        yield _at(snapshot, "V-C20", "DanhSachLePhi", total=owed(fees), later=later)


def owed(fees: list[Item]) -> int:
    """The sum of Gia, đồng."""
    return sum(int(fee["Gia"]) for fee in fees)
