"""The courses that a dossier takes, each honest and complete."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from dvcqg.generate.dossier import GeneratedDossier
from dvcqg.moments import moment_text

DAY: Final = 24 * 60
Course = Callable[[GeneratedDossier], None]


def _accept(dossier: GeneratedDossier, days: int = 5) -> None:
    dossier.act("1", "Tiếp nhận trực tuyến", minutes=1)
    due = dossier.due_in(days)
    dossier.act("2", "Tiếp nhận hồ sơ", minutes=20, NgayTiepNhan="now", NgayHenTra=due)
    dossier.act("4", "Chuyển xử lý")


def _finish(dossier: GeneratedDossier, minutes: int = 300) -> None:
    number = dossier.fields["MaHoSo"]
    result = {
        "TenGiayTo": "Kết quả giải quyết",
        "MaThanhPhanHoSo": "",
        "GiayToId": f"kq-{number}",
        "DuongDanTepTinKetQua": f"https://tep.example.vn/ket-qua/{number}",
        "MaGiayToKetQua": "KQ.G15.000342",
    }
    dossier.act(
        "9",
        "Ký và ban hành kết quả",
        minutes=minutes,
        NgayKetThucXuLy="now",
        DanhSachGiayToKetQua=[result],
    )
    dossier.act("10", "Trả kết quả", NgayTra="now", ThongTinTra="Trả tại quầy")


def _supplement(dossier: GeneratedDossier, number: int, days: int = 2) -> None:
    rows: list[Any] = dossier.fields["DanhSachHoSoBoSung"]
    old = dossier.fields["NgayHenTra"]
    row = {
        "HoSoBoSungId": f"bs-{number}",
        "NguoiYeuCauBoSung": "Trần Văn Bình",
        "NoiDungBoSung": "Bổ sung bản chính tờ khai",
        "NgayBoSung": moment_text(dossier.now + timedelta(minutes=60)),
        "TrangThaiBoSung": "0",
        "NgayTiepNhanBoSung": "",
        "NgayHenTraTruoc": old,
        "NgayHenTraMoi": "",
    }
    dossier.act("5", "Yêu cầu bổ sung", minutes=60, DanhSachHoSoBoSung=[*rows, row])
    dossier.now += timedelta(days=days)
    received = moment_text(dossier.now + timedelta(minutes=5))
    due = dossier.due_in(days + 3)
    reply = {"TrangThaiBoSung": "1", "NgayTiepNhanBoSung": received, "NgayHenTraMoi": due}
    dossier.act(
        "4",
        "Nhận giấy tờ bổ sung",
        minutes=5,
        DanhSachHoSoBoSung=[*rows, {**row, **reply}],
        NgayHenTra=due,
    )


def on_time(dossier: GeneratedDossier) -> None:
    """Accepted, processed, finished, returned."""
    _accept(dossier)
    _finish(dossier)


def late(dossier: GeneratedDossier) -> None:
    """Finished after the due moment, and shown so."""
    _accept(dossier, days=2)
    _finish(dossier, minutes=6 * DAY)


def supplement(dossier: GeneratedDossier) -> None:
    """One supplement request, answered."""
    _accept(dossier)
    _supplement(dossier, 1)
    _finish(dossier)


def two_supplements(dossier: GeneratedDossier) -> None:
    """Two requests, both shown."""
    _accept(dossier)
    _supplement(dossier, 1)
    _supplement(dossier, 2, days=1)
    _finish(dossier)


def waiting_for_papers(dossier: GeneratedDossier) -> None:
    """The due moment passes while the citizen is to answer; the clock goes on afterwards."""
    _accept(dossier, days=1)
    _supplement(dossier, 1, days=9)
    _finish(dossier)


def fee(dossier: GeneratedDossier) -> None:
    """A fee is due, is paid online, and the dossier goes on."""
    _accept(dossier)
    row = {"TenPhiLePhi": "Lệ phí", "MaPhiLePhi": "LP01", "HinhThucThu": "1", "Gia": "8000"}
    dossier.act("6", "Yêu cầu nộp lệ phí", DanhSachLePhi=[{**row, "LoaiPhiLePhi": "2"}])
    dossier.act("4", "Đã nộp lệ phí", DuocThanhToanTrucTuyen="1")
    _finish(dossier)


def rejected(dossier: GeneratedDossier) -> None:
    """Not accepted."""
    dossier.act("1", "Tiếp nhận trực tuyến", minutes=1)
    dossier.act("3", "Từ chối tiếp nhận: hồ sơ không thuộc thẩm quyền", NgayTuChoi="now")


def withdrawn(dossier: GeneratedDossier) -> None:
    """The citizen withdraws it."""
    _accept(dossier)
    dossier.act("7", "Công dân yêu cầu rút hồ sơ")


def stopped(dossier: GeneratedDossier) -> None:
    """Stopped after a request without an answer."""
    _accept(dossier)
    dossier.act("8", "Dừng xử lý", NgayKetThucXuLy="now")


def extended(dossier: GeneratedDossier) -> None:
    """The due moment is moved by an apology, before it has passed."""
    _accept(dossier, days=4)
    due = dossier.due_in(9)
    dossier.act("4", "Xin lỗi và gia hạn", minutes=2 * DAY, NgayHenTra=due)
    _finish(dossier, minutes=4 * DAY)


def undone(dossier: GeneratedDossier) -> None:
    """A result is taken back before it is returned, and signed anew."""
    _accept(dossier)
    dossier.act("9", "Ký kết quả", NgayKetThucXuLy="now")
    dossier.act("4", "Hủy kết quả do sai sót", NgayKetThucXuLy="")
    _finish(dossier)


def recalled(dossier: GeneratedDossier) -> None:
    """A result is recalled after its return: it holds no more, and another one is given."""
    _accept(dossier)
    _finish(dossier)
    dossier.act(
        "4",
        "Thu hồi kết quả",
        NgayKetThucXuLy="",
        NgayTra="",
        ThongTinTra="",
        DanhSachGiayToKetQua=[],
    )
    _finish(dossier)


def under_way(dossier: GeneratedDossier) -> None:
    """Not finished yet."""
    _accept(dossier)
    dossier.act("4", "Lấy ý kiến cơ quan phối hợp")


COURSES: Final[dict[str, Course]] = {
    course.__name__: course
    for course in (
        on_time,
        late,
        supplement,
        two_supplements,
        waiting_for_papers,
        fee,
        rejected,
        withdrawn,
        stopped,
        extended,
        undone,
        recalled,
        under_way,
    )
}
