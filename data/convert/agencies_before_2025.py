"""The agencies of the time before 1 July 2025: districts, communes, departments that went into
others."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]
CODES_SINCE = "2016-11-03"
"""The day of decision 3739/QĐ-UBND, which gave the province's agencies their codes: the first day
of what has been there all along."""
LAST_OF_THREE_LEVELS = "2025-06-30"
TWO_LEVELS = "2025-07-01"
LAST_OF_OLD_DEPARTMENTS = "2025-02-28"
NEW_DEPARTMENTS = "2025-03-01"
SUCCESSORS = {
    "Sở Kế hoạch và Đầu tư": "Sở Tài chính",
    "Sở Nông nghiệp và Phát triển nông thôn": "Sở Nông nghiệp và Môi trường",
    "Sở Tài nguyên và Môi trường": "Sở Nông nghiệp và Môi trường",
    "Sở Giao thông vận tải": "Sở Xây dựng",
    "Sở Thông tin và Truyền thông": "Sở Khoa học và Công nghệ",
    "Sở Lao động - Thương binh và Xã hội": "Sở Nội vụ",
    "Sở Văn hóa và Thể thao": "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Du lịch": "Sở Văn hóa, Thể thao và Du lịch",
    "Ban Dân tộc": "Sở Dân tộc và Tôn giáo",
    "Trung tâm Hành chính công tỉnh": "Trung tâm Phục vụ hành chính công tỉnh",
}
"""As the notes of the gathered facts say (hợp nhất); that of Ban Dân tộc and the centre by their
names."""
FIRST_CLOSED = 101
HOANH_BO = {"gso_code": "204", "name": "Huyện Hoành Bồ"}
"""Went into Hạ Long on 1 January 2020 (837/NQ-UBTVQH14)."""
CENTRE = 900


def closed_departments(facts: Row, by_name: Mapping[str, str]) -> list[Row]:
    """H49.101 and on: those that are no more. The successor of one was not found."""
    names = [row for row in facts["departments_2018"] if row["name"] not in by_name]
    return [
        {
            "code": f"H49.{number}",
            "name": row["name"],
            "kind": "centre" if row["name"].startswith("Trung tâm") else "department",
            "parent": "H49",
            "valid_from": CODES_SINCE,
            "valid_until": LAST_OF_OLD_DEPARTMENTS,
            "assumed": row["confidence"] == "memory",
            "merged_into": _into(by_name.get(SUCCESSORS.get(row["name"], "")), NEW_DEPARTMENTS),
            "source": row["source"] or f"confidence: {row['confidence']}",
        }
        for number, row in enumerate(names, start=FIRST_CLOSED)
    ]


def districts(facts: Row, items: list[Row]) -> list[Row]:
    """By their GSO codes, each with its centre; one whose whole area is one commune now went into
    that."""
    before = facts["districts_before_2025_07"]
    communes = Counter(row["former_district"]["value"] for row in items)
    rows = []
    for row in before["items"]:
        area = area_of(row["name"])
        heir = _only_commune(area, items) if communes[area] == 1 else None
        rows += _district(row, LAST_OF_THREE_LEVELS, _into(heir, TWO_LEVELS), before["source"])
    source = f"{facts['districts_2018']['note']} ({facts['districts_2018']['source']})"
    return [*rows, *_district(HOANH_BO, "2019-12-31", _into("H49.193", "2020-01-01"), source)]


def _district(row: Row, until: str, into: list[Row], source: str) -> list[Row]:
    code = f"H49.{row['gso_code']}"
    common = {"valid_from": CODES_SINCE, "valid_until": until, "merged_into": into}
    name = row["name"][0].lower() + row["name"][1:]
    return [
        {
            "code": code,
            "name": f"Ủy ban nhân dân {name}",
            "kind": "district",
            "parent": "H49",
            "gso_code": row["gso_code"],
            "source": source,
            **common,
        },
        {
            "code": f"{code}.{CENTRE}",
            "name": f"Trung tâm Hành chính công {name}",
            "kind": "centre",
            "parent": code,
            "source": "derived: 15 trung tâm từ cấp tỉnh đến cấp huyện (2018)",
            **common,
            "merged_into": [],
        },
    ]


def old_communes(communes: Row, facts: Row, items: list[Row]) -> list[Row]:
    """Below their districts. A commune whose GSO code a new one has went into that one; so did
    those of a district that is one commune now."""
    area = {
        row["gso_code"]: area_of(row["name"]) for row in facts["districts_before_2025_07"]["items"]
    }
    count = Counter(row["former_district"]["value"] for row in items)
    heirs = {row["code"]: f"H49.{39 + int(row['notice_order'])}" for row in items}
    places: Counter[str] = Counter()
    rows = []
    for row in communes["communes"]:
        district = row["district"]
        places[district] += 1
        heir = heirs.get(row["code"])
        if heir is None and count[area[district]] == 1:
            heir = _only_commune(area[district], items)
        rows.append(
            {
                "code": f"H49.{district}.{places[district]:02d}",
                "name": f"Ủy ban nhân dân {row['name'][0].lower()}{row['name'][1:]}",
                "kind": "commune",
                "parent": f"H49.{district}",
                "gso_code": row["code"],
                "valid_from": CODES_SINCE,
                "valid_until": LAST_OF_THREE_LEVELS,
                "merged_into": _into(heir, TWO_LEVELS),
                "source": communes["source"],
            }
        )
    return rows


def area_of(name: str) -> str:
    """ "Thành phố Hạ Long" is the area Hạ Long."""
    for kind in ("Thành phố ", "Thị xã ", "Huyện "):
        name = name.removeprefix(kind)
    return name


def _only_commune(area: str, items: list[Row]) -> str:
    order = next(row["notice_order"] for row in items if row["former_district"]["value"] == area)
    return f"H49.{39 + int(order)}"


def _into(code: str | None, day: str) -> list[Row]:
    return [{"agency": code, "day": day}] if code else []
