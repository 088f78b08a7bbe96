"""What the gathered facts leave open, chosen by hand: which rule is for which case, and synthetic
council fees."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a rule stands: its line, the case it is for (None: the usual one), whether it is only
    on request."""

    line: str = "le-phi"
    name: str = "lệ phí"
    case: str | None = None
    channel: str | None = None
    optional: bool = False
    any_channel: bool = False
    items: tuple["Place", ...] = ()


COPIES = Place(line="ban-sao", name="bản sao trích lục", optional=True)
ANNOUNCED = Place(line="cong-bo")
ONLINE = Place(channel="online")
COMPANY = {1: ANNOUNCED, 2: ONLINE}
REISSUE, EXCHANGE = Place(case="cap-lai"), Place(case="cap-doi")
CITY_FIRM, CITY_HOUSEHOLD = Place(case="to-chuc-thanh-thi"), Place(case="ho-kinh-doanh-thanh-thi")
FIRM = Place(case="to-chuc")

PLACES: dict[str, dict[int, Place]] = {
    "1.000894": {1: COPIES},
    "1.000656": {0: Place(case="qua-han", name="lệ phí đăng ký khai tử quá hạn")},
    "3.000333": {
        1: Place(case="doi-tuong-giam"),
        2: Place(line="phieu-them", name="phiếu thứ 3 trở đi", optional=True),
        4: Place(case="doi-tuong-mien", name="miễn phí"),
    },
    "1.001456": {1: REISSUE},
    "3.000346": {
        0: Place(
            items=(
                Place(line="ly-thuyet"),
                Place(line="thuc-hanh"),
                Place(line="ly-thuyet", case="o-to"),
                Place(line="thuc-hanh", case="o-to"),
                Place(line="duong-truong", case="o-to"),
            )
        ),
        1: Place(line="cap-giay-phep", name="lệ phí cấp giấy phép lái xe"),
    },
    "3.000353": {0: Place(any_channel=True)},
    "1.004359": {1: REISSUE},
    "2.001628": {1: EXCHANGE, 2: REISSUE},
    "2.000181": {0: FIRM, 2: FIRM, 4: CITY_FIRM, 5: CITY_HOUSEHOLD},
    "2.000620": {0: CITY_FIRM, 1: CITY_HOUSEHOLD, 2: FIRM},
    "1.013855": {1: Place(case="tu-200-suat-an")},
    "2.001199": COMPANY,
    "2.001583": COMPANY,
    "2.001610": COMPANY,
    "2.002043": COMPANY,
}
"""By procedure and position in its `fee_rules`. 3.000353: the online reduction ended in 2025, the
full fee is left."""

COUNCIL_AMOUNTS: dict[str, int] = {
    "1.000656": 8_000,
    "1.004873": 15_000,
    "1.004859": 25_000,
    "1.001022": 15_000,
    "1.004884": 15_000,
    "2.000806": 1_000_000,
    "1.011441": 80_000,
    "1.011443": 20_000,
    "2.000720": 100_000,
    "2.000575": 50_000,
    "1.001266": 20_000,
    "1.013978": 100_000,
    "1.013831": 50_000,
    "1.013833": 30_000,
    "1.012783": 50_000,
    "1.012784": 100_000,
    "1.012786": 50_000,
    "1.013949": 200_000,
    "1.010727": 5_000_000,
    "1.010733": 8_000_000,
    "1.004223": 400_000,
    "1.013225": 75_000,
    "1.013227": 15_000,
    "1.013236": 150_000,
    "1.014159": 50_000,
    "1.000703": 200_000,
    "1.014199": 600_000,
    "1.014200": 450_000,
    "1.014201": 450_000,
    "1.014196": 400_000,
}
"""In đồng. SYNTHETIC: the provincial council sets these fees and its resolution was not found; for
the demo only."""
