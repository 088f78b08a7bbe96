"""Invented citizens and officials of the demo."""

from dataclasses import dataclass

NAMES = (
    "Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Cúc", "Phạm Văn Dũng", "Hoàng Thị Em",
    "Vũ Văn Giang", "Đặng Thị Hoa", "Bùi Văn Khánh", "Đỗ Thị Lan", "Ngô Văn Minh",
    "Dương Thị Nga", "Lý Văn Phúc", "Đinh Thị Quỳnh", "Mai Văn Sơn", "Trịnh Thị Tâm",
    "Phan Văn Uy", "Tạ Thị Vân", "Hồ Văn Xuân", "Chu Thị Yến", "Lương Văn Ân",
)  # fmt: skip


@dataclass(frozen=True)
class Citizen:
    """`phone` and `mail` belong to no other citizen, so that every notice has one recipient."""

    name: str
    username: str
    identity_number: str
    phone: str
    mail: str
    address: str = "Tổ 5, khu 2, phường Hồng Gai, tỉnh Quảng Ninh"

    def profile(self) -> dict[str, str]:
        """The body of `PUT /me`."""
        return {
            "full_name": self.name,
            "identity_number": self.identity_number,
            "address": self.address,
            "phone": self.phone,
            "email": self.mail,
            "language": "vi",
        }

    def claims(self) -> dict[str, str]:
        """What the issuer double says that it verified (`CLAIMS` in local/stage.py)."""
        return {
            "name": self.name,
            "identity_number": self.identity_number,
            "phone_number": self.phone,
        }


def citizen(number: int) -> Citizen:
    """Number 0 is Nguyễn Thị An."""
    name = NAMES[number % len(NAMES)]
    return Citizen(
        name=name,
        username=f"cong-dan-{number:03d}",
        identity_number=f"022{190 + number % 10}{number:06d}"[:12].ljust(12, "0"),
        phone=f"+8490{1000000 + number:07d}",
        mail=f"cong-dan-{number:03d}@motcua.example",
    )


@dataclass(frozen=True)
class Official:
    """`roles` are those of the staff directory."""

    username: str
    name: str
    roles: tuple[str, ...]


OFFICIALS = (
    Official("quan-tri", "Quản trị hệ thống", ("admin",)),
    Official("danh-muc", "Biên tập danh mục thủ tục", ("catalogue_editor",)),
    Official("mot-cua", "Công chức bộ phận Một cửa", ("receptionist",)),
    Official("chuyen-vien", "Chuyên viên giải quyết", ("officer",)),
    Official("lanh-dao", "Lãnh đạo phê duyệt", ("approver",)),
    Official("thu-truong", "Thủ trưởng cơ quan", ("head",)),
    Official("thu-ngan", "Thu ngân bộ phận Một cửa", ("cashier",)),
    Official("ke-toan", "Kế toán trưởng", ("accountant",)),
    Official("ke-toan-2", "Kế toán viên", ("accountant",)),
    Official("van-thu", "Văn thư cơ quan", ("clerk",)),
)
