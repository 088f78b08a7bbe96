"""One dossier that is carried from act to act, and what is sent of it."""

import copy
import random
from datetime import datetime, timedelta
from typing import Any, Final

from dvcqg.form.services import DOSSIERS, STEPS
from dvcqg.generate.people import AGENCIES, PAPERS, PROCEDURES, full_name, identity_of
from dvcqg.moments import VIETNAM, moment_text

Item = dict[str, Any]

BEGIN: Final = datetime(2026, 3, 2, 8, tzinfo=VIETNAM)
STEPS_A_CALL: Final = 10
MODES: Final = ("history", "final", "adapter")
"""Each change as it happens; one snapshot at the end; the same as bare lists."""


class GeneratedDossier:
    """Mutable: `act` moves time on and adds a step."""

    def __init__(self, number: int, random_: random.Random, mode: str, *, existing: bool) -> None:
        self._random = random_
        self._mode = mode
        self._existing = existing
        self._steps: list[Item] = []
        self.calls: list[Item] = []
        self.now = BEGIN + timedelta(minutes=random_.randint(0, 300_000))
        agency, self._office = random_.choice(AGENCIES)
        self._unit = agency
        code, name, field, field_name = random_.choice(PROCEDURES)
        identity = identity_of(number)
        self.fields: Item = {
            "MaHoSo": f"{agency}-{self.now:%y%m%d}-{number:04}",
            "MaTTHC": code,
            "TenTTHC": name,
            "MaLinhVuc": field,
            "TenLinhVuc": field_name,
            "KenhThucHien": random_.choice("123"),
            "ChuHoSo": full_name(random_),
            "SoGiayToChuHoSo": identity,
            "LoaiDoiTuong": random_.choice("1112"),
            "DinhDanhCHS": {"LoaiDinhDanh": "1", "SoDinhDanh": identity},
            "Email": random_.choice(["", f"nguoi{number}@example.vn"]),
            "SoDienThoai": f"09{10_000_000 + number}",
            "TrichYeuHoSo": name,
            "NgayNopHoSo": moment_text(self.now),
            "NgayTiepNhan": "",
            "NgayHenTra": "",
            "TrangThaiHoSo": "1",
            "NgayTra": "",
            "HinhThuc": random_.choice("01"),
            "NgayKetThucXuLy": "",
            "NgayTuChoi": "",
            "DonViXuLy": self._office,
            "NoiNopHoSo": "1" if existing else "2",
            "TaiKhoanDuocXacThucVoiVNeID": random_.choice("01"),
            "DuocThanhToanTrucTuyen": "0",
            "TaiLieuNop": self._papers(number),
            "DanhSachLePhi": [],
            "DanhSachHoSoBoSung": [],
            "DanhSachGiayToKetQua": [],
        }
        digitised = any(p["DuocSoHoa"] == "1" for p in self.fields["TaiLieuNop"])
        self.fields["HoSoCoThanhPhanSoHoa"] = "1" if digitised else "0"

    def _papers(self, number: int) -> list[Item]:
        papers = []
        for place in range(self._random.randint(1, 3)):
            with_file = self._random.random() < 0.7
            reused = self._random.choice("0012")
            papers.append(
                {
                    "TepDinhKemId": f"{number}-{place}",
                    "TenTepDinhKem": f"{self._random.choice(PAPERS)}.pdf",
                    "IsDeleted": "False",
                    "MaThanhPhanHoSo": f"000.00.00.G15-KQ{3000 + place:06}",
                    "DuongDanTaiTepTin": f"https://tep.example.vn/{number}/{place}"
                    if with_file
                    else "",
                    "DuocSoHoa": self._random.choice("01") if with_file else "0",
                    "DuocTaiSuDung": reused,
                    "DuocLayTuKhoDMQG": self._random.choice("01"),
                    "MaKetQuaThayThe": f"KQ.G15.{place:06}" if reused == "2" else "",
                }
            )
        return papers

    def act(self, status: str, what: str, *, minutes: int = 0, **changes: Any) -> None:
        """The dossier has a new status `minutes` later, or some time later."""
        begin = self.now
        self.now += timedelta(minutes=minutes or self._random.randint(15, 400))
        moment = moment_text(self.now)
        values = {name: moment if value == "now" else value for name, value in changes.items()}
        self.fields |= {"TrangThaiHoSo": status, **values}
        step = {
            "MaHoSo": self.fields["MaHoSo"],
            "NguoiXuLy": full_name(self._random),
            "ChucDanh": "Chuyên viên",
            "ThoiDiemXuLy": moment,
            "PhongBanXuLy": self._office,
            "NoiDungXuLy": what,
            "TrangThai": status,
            "NgayBatDau": moment_text(begin),
            "NgayKetThucTheoQuyDinh": self.fields["NgayHenTra"],
        }
        if step["NgayKetThucTheoQuyDinh"] < step["NgayBatDau"]:
            step["NgayKetThucTheoQuyDinh"] = ""
        self._steps.append(step)
        if self._mode == "history":
            self._send(self.now + timedelta(minutes=1))

    def due_in(self, days: int) -> str:
        """A due moment, at closing time."""
        return moment_text((self.now + timedelta(days=days)).replace(hour=17, minute=0, second=0))

    def finish(self) -> list[Item]:
        """All calls."""
        if self._mode != "history":
            self._send(self.now + timedelta(hours=1))
        return self.calls

    def _send(self, at: datetime) -> None:
        updating = "True" if self._existing else "False"
        self._existing = True
        self._call(at, DOSSIERS, [copy.deepcopy(self.fields)], {"isUpdating": updating})
        for place in range(0, len(self._steps), STEPS_A_CALL):
            self._call(at, STEPS, self._steps[place : place + STEPS_A_CALL], {})
        self._steps = []

    def _call(self, at: datetime, service: str, data: list[Item], more: Item) -> None:
        payload: Any = data
        if self._mode != "adapter":
            payload = {"session": "***", "madonvi": self._unit, "service": service, **more}
            payload["data"] = data
        self.calls.append({"at": moment_text(at), "service": service, "payload": payload})
