"""The province's agencies by date: three levels before 1 July 2025, two after, with who went into
whom. Codes below H49 are our own, each marked synthetic."""

from typing import Any

from data.convert.agencies_before_2025 import (
    CODES_SINCE,
    NEW_DEPARTMENTS,
    TWO_LEVELS,
    closed_departments,
    districts,
    old_communes,
)
from data.convert.vertical_agencies import land_registry, vertical_agencies

Row = dict[str, Any]
FIRST_COMMUNE = 40
"""Communes take H49.40 to H49.93 in the order of notice 152/TB-UBND, so H49.61 is Phường Hạ
Long."""
ADDRESS = "Khu Trung tâm hành chính tỉnh, phường Hạ Long, tỉnh Quảng Ninh"
KINDS = {"Trung tâm": "centre", "Ban Quản lý Khu": "economic_zone"}


def agencies_from(facts: Row, communes_before: Row) -> Row:
    """The file: province, departments, communes with their centres, vertical bodies, and what was
    before."""
    communes = facts["communes_from_2025_07"]
    items = sorted(communes["items"], key=lambda row: int(row["notice_order"]))
    now = [province(facts["province"]), *departments(facts)]
    now += [agency for row in items for agency in commune(row, source=communes["source"])]
    by_name = {each["name"]: each["code"] for each in now}
    before = closed_departments(facts, by_name)
    before += districts(facts, items) + old_communes(communes_before, facts, items)
    further = vertical_agencies(items) + land_registry(facts, by_name)
    rows = [agency(**row) for row in (*now, *further, *before)]
    note = (
        "Codes below H49 are synthetic (the annexes of 3739/QĐ-UBND were not found), save H49.22, "
        "and so is every e-mail address. `assumed`: nobody has read the name. Of 104 old communes "
        "the successor was not found."
    )
    return {"note": note, "law": communes["law"], "agencies": rows}


def province(row: Row) -> Row:
    """The highest one, with its code in the older order."""
    older = {"code": row["identifier_qcvn102"], "valid_from": CODES_SINCE}
    return {
        "code": row["identifier_level1"],
        "name": "Ủy ban nhân dân tỉnh Quảng Ninh",
        "kind": "province",
        "parent": None,
        "gso_code": row["gso_code"],
        "valid_from": CODES_SINCE,
        "synthetic": False,
        "codes": [{**older, "valid_until": None}],
        "source": row["sources"]["H49"],
    }


def departments(facts: Row) -> list[Row]:
    """From H49.01 on; those of the same name before March 2025 are the same."""
    names_before = {row["name"] for row in facts["departments_2018"]}
    rows = []
    for number, row in enumerate(facts["departments_from_2025_03"], start=1):
        name = row["name"]
        kind = next((kind for begin, kind in KINDS.items() if name.startswith(begin)), "department")
        rows.append(
            {
                "code": f"H49.{number:02d}",
                "name": name,
                "kind": kind,
                "parent": "H49",
                "valid_from": CODES_SINCE if name in names_before else NEW_DEPARTMENTS,
                "assumed": row["confidence"] == "memory",
                "source": row["source"] or f"confidence: {row['confidence']}",
            }
        )
    return rows


def commune(row: Row, *, source: str) -> list[Row]:
    """A commune and its service centre."""
    facts = {
        "gso_code": row["code"],
        "address": row["address"],
        "valid_from": TWO_LEVELS,
        "source": source,
    }
    code = commune_code(row)
    name = f"Ủy ban nhân dân {row['name'][0].lower()}{row['name'][1:]}"
    centre = row["service_centre"]
    return [
        {"code": code, "name": name, "kind": "commune", "parent": "H49", **facts},
        {"code": f"{code}.01", "name": centre, "kind": "centre", "parent": code, **facts},
    ]


def commune_code(row: Row) -> str:
    """The code of a commune since July 2025."""
    return f"H49.{FIRST_COMMUNE - 1 + int(row['notice_order'])}"


def agency(**facts: Any) -> Row:
    """One agency as the file holds it; what is usual is left out of `facts`."""
    usual: Row = {
        "address": ADDRESS,
        "mail": f"{facts['code'].lower()}@quangninh.example",
        "gso_code": None,
        "valid_until": None,
        "synthetic": True,
        "vertical": False,
        "assumed": False,
        "codes": [],
        "merged_into": [],
        "split_from": [],
    }
    return {**usual, **facts}
