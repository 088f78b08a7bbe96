"""Invented people, offices and procedures."""

import random
from typing import Final

FAMILY: Final = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
MIDDLE: Final = ("Văn", "Thị", "Minh", "Thu", "Đức", "Ngọc", "Quang", "Hữu")
LAST: Final = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Hà",
    "Hạnh",
    "Khánh",
    "Lan",
    "Mai",
    "Nam",
    "Phúc",
    "Tú",
)
PROCEDURES: Final = (
    ("2.000635", "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh", "G15-TP07", "Hộ tịch"),
    ("1.001193", "Đăng ký khai sinh", "G15-TP07", "Hộ tịch"),
    (
        "1.001612",
        "Đăng ký thành lập hộ kinh doanh",
        "G05-KD10",
        "Thành lập và hoạt động doanh nghiệp (hộ kinh doanh)",
    ),
)
AGENCIES: Final = (("H49.09", "Sở Tư pháp"), ("H49.05", "Sở Tài chính"), ("H49.22", "UBND phường"))
PAPERS: Final = ("Tờ khai", "Giấy chứng sinh", "Văn bản ủy quyền", "Giấy đề nghị đăng ký")


def full_name(random_: random.Random) -> str:
    """`Nguyễn Thị Mai`."""
    return " ".join(random_.choice(part) for part in (FAMILY, MIDDLE, LAST))


def identity_of(number: int) -> str:
    """Twelve digits; each number has another one."""
    return f"0{22 + number % 60:02}0{number % 100:02}{100000 + number:06}"
