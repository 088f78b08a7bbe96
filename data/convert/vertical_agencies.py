"""Agencies that are not the province's own and take dossiers all the same: police, tax, social
insurance, military; and the land registry, which is a department's."""

from collections.abc import Mapping
from typing import Any

from data.convert.agencies_before_2025 import CODES_SINCE, NEW_DEPARTMENTS, TWO_LEVELS, area_of

Row = dict[str, Any]
LAND = "H49.22"
PATTERN = "name by the pattern of the National Portal's agencies (procedures2, authority)"
TAX_BASE = "Thuế cơ sở 1 tỉnh Quảng Ninh"
"""The one of whose name there is a public trace (a company's registration of 19 September 2025);
how many there are was not found."""


def vertical_agencies(items: list[Row]) -> list[Row]:
    """Police with its communes, tax, social insurance and military command."""
    police = _vertical("H49.30", "Công an tỉnh Quảng Ninh", "police_province", parent="H49")
    tax = _vertical("H49.31", "Thuế tỉnh Quảng Ninh", "tax_province", since=TWO_LEVELS)
    base = _vertical("H49.31.01", TAX_BASE, "tax_base", parent="H49.31", since=TWO_LEVELS)
    base |= {"assumed": False, "source": "public trace: company registration, 2025-09-19"}
    insurance = _vertical("H49.32", "Bảo hiểm xã hội tỉnh Quảng Ninh", "social_insurance")
    military = _vertical("H49.33", "Bộ Chỉ huy Quân sự tỉnh Quảng Ninh", "military_province")
    communes = [_commune_police(row) for row in items]
    return [police, *communes, tax, base, insurance, military]


def _commune_police(row: Row) -> Row:
    name = f"Công an {row['name'][0].lower()}{row['name'][1:]}"
    code = f"H49.30.{int(row['notice_order']):02d}"
    police = _vertical(code, name, "police_commune", parent="H49.30", since=TWO_LEVELS)
    return {**police, "gso_code": row["code"], "address": f"{row['name']}, tỉnh Quảng Ninh"}


def land_registry(facts: Row, by_name: Mapping[str, str]) -> list[Row]:
    """Văn phòng Đăng ký đất đai stands below its department, not below what its code says: H49.22
    was read, with no name beside it."""
    read = next(row for row in facts["identifiers_found"] if row["code"] == LAND)
    office = {
        "code": LAND,
        "name": "Văn phòng Đăng ký đất đai tỉnh Quảng Ninh",
        "kind": "land_registry",
        "parent": by_name["Sở Nông nghiệp và Môi trường"],
        "valid_from": NEW_DEPARTMENTS,
        "synthetic": False,
        "assumed": True,
        "source": read["source"],
    }
    areas = [area_of(row["name"]) for row in facts["districts_before_2025_07"]["items"]]
    branches = [
        {
            "code": f"{LAND}.{number:02d}",
            "name": f"Chi nhánh Văn phòng Đăng ký đất đai {area}",
            "kind": "land_registry_branch",
            "parent": LAND,
            "valid_from": NEW_DEPARTMENTS,
            "assumed": True,
            "source": f"assumed: one for the area of each former district; {PATTERN}",
        }
        for number, area in enumerate(areas, start=1)
    ]
    return [office, *branches]


def _vertical(
    code: str, name: str, kind: str, *, parent: str = "H49", since: str = CODES_SINCE
) -> Row:
    return {
        "code": code,
        "name": name,
        "kind": kind,
        "parent": parent,
        "valid_from": since,
        "vertical": True,
        "assumed": True,
        "source": f"assumed: {PATTERN}",
    }
