"""A dossier as citizens file it at the National Portal, and what receives it, in memory."""

from collections.abc import Callable
from typing import Any, Final

from contracts.testing.national import NATIONAL_CODE
from exchange.domain.push_session import PushAccount, PushAccounts
from exchange.ingest.composition import IngestPorts
from exchange.ingest.ports import NotFetched

ACCOUNTS: Final = PushAccounts(
    accounts=(
        PushAccount(username="cong-quoc-gia", password="mat-khau-cua-cong", unit="H49"),
        PushAccount(username="tinh-khac", password="mat-khau-cua-tinh", unit="H56"),
    )
)
LOG_IN: Final = {"username": "cong-quoc-gia", "password": "mat-khau-cua-cong"}
LINK: Final = "https://tep.dichvucong.example/don.pdf"


def filed_there(code: str = NATIONAL_CODE, **changes: Any) -> dict[str, Any]:
    """An's dossier with one file to fetch."""
    return {
        "MaHoSo": code,
        "MaTTHC": "1.001612",
        "TenTTHC": "Đăng ký thành lập hộ kinh doanh",
        "KenhThucHien": "2",
        "ChuHoSo": "Nguyễn Thị An",
        "LoaiDoiTuong": "1",
        "DinhDanhCHS": {"LoaiDinhDanh": "1", "SoDinhDanh": "022190001234"},
        "Email": "an@example.vn",
        "SoDienThoai": "0912345678",
        "TrichYeuHoSo": "Đăng ký bán phở",
        "NgayNopHoSo": "20261123083000",
        "TrangThaiHoSo": "1",
        "DonViXuLy": "UBND phường Hồng Gai",
        "TaiKhoanDuocXacThucVoiVNeID": "1",
        "DuocThanhToanTrucTuyen": "0",
        "TaiLieuNop": [
            {
                "TepDinhKemId": "1",
                "TenTepDinhKem": "don.pdf",
                "MaThanhPhanHoSo": "tp01",
                "DuongDanTaiTepTin": LINK,
            }
        ],
        "DanhSachLePhi": [{"TenPhiLePhi": "Lệ phí đăng ký", "MaPhiLePhi": "LP01", "Gia": "150000"}],
        **changes,
    }


class MemoryIngestFiles:
    """Files on their way; `handed_over` by the attachment that they become, as often as it was.

    `deliver` is what happens to a file that is handed over.
    """

    def __init__(self, deliver: Callable[[str, bytes], object] = lambda *_: None) -> None:
        self.inline: dict[str, str] = {}
        self.handed_over: list[tuple[str, bytes]] = []
        self._deliver = deliver

    def store_inline(self, paper: str, sealed: str) -> None:
        self.inline[paper] = sealed

    def read_inline(self, paper: str) -> str:
        if paper not in self.inline:
            raise NotFetched("not_stored", is_final=True)
        return self.inline[paper]

    def hand_over(self, paper: str, content: bytes) -> None:
        self.handed_over.append((paper, content))
        self._deliver(paper, content)


class MemoryPaperSource:
    """The portal's files by address; any other one is not there yet."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.requests: list[str] = []

    def fetch(self, url: str, most: int) -> bytes:
        self.requests.append(url)
        if url not in self.files:
            raise NotFetched("status_503")
        return self.files[url][:most]


def ingest_ports(files: MemoryIngestFiles, source: MemoryPaperSource) -> IngestPorts:
    """What the ingest reaches outside."""
    return IngestPorts(accounts=lambda: ACCOUNTS, files=files, source=source)
