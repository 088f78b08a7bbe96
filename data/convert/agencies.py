"""The province's agencies since 1 July 2025, with codes of our own below H49, each marked
synthetic."""

from typing import Any

Row = dict[str, Any]
SINCE = "2025-07-01"
FIRST_COMMUNE = 40
"""Communes take H49.40 to H49.93 in the order of notice 152/TB-UBND, so H49.61 is Phường Hạ
Long."""
ADDRESS = "Khu Trung tâm hành chính tỉnh, phường Hạ Long, tỉnh Quảng Ninh"


def agencies_from(facts: Row) -> Row:
    """The file: province, departments (with the provincial centre), communes and their centres."""
    province = facts["province"]
    top = agency(
        province["identifier_level1"],
        "Ủy ban nhân dân tỉnh Quảng Ninh",
        kind="province",
        synthetic=False,
        gso_code=province["gso_code"],
        source=province["sources"]["H49"],
    )
    communes = facts["communes_from_2025_07"]
    below = [
        department(number, row)
        for number, row in enumerate(facts["departments_from_2025_03"], start=1)
    ]
    for row in sorted(communes["items"], key=lambda row: int(row["notice_order"])):
        below += commune(row, source=communes["source"])
    note = (
        "Codes below H49 are synthetic (the annexes of 3739/QĐ-UBND were not found), and so is "
        "every e-mail address."
    )
    return {"note": note, "law": communes["law"], "agencies": [top, *below]}


def department(number: int, row: Row) -> Row:
    """A department, or the provincial centre: H49.01 and on."""
    kind = "centre" if row["name"].startswith("Trung tâm") else "department"
    source = row["source"] or f"confidence: {row['confidence']}"
    return agency(f"H49.{number:02d}", row["name"], kind=kind, parent="H49", source=source)


def commune(row: Row, *, source: str) -> list[Row]:
    """A commune and its service centre."""
    code = f"H49.{FIRST_COMMUNE - 1 + int(row['notice_order'])}"
    name = f"Ủy ban nhân dân {row['name'][0].lower()}{row['name'][1:]}"
    facts = {"gso_code": row["code"], "address": row["address"], "source": source}
    return [
        agency(code, name, kind="commune", parent="H49", **facts),
        agency(f"{code}.01", row["service_centre"], kind="centre", parent=code, **facts),
    ]


def agency(
    code: str,
    name: str,
    **facts: Any,
) -> Row:
    """One agency as the file holds it: `facts` give its kind, source and parent, and what is not
    usual about it."""
    return {
        "code": code,
        "name": name,
        "kind": facts["kind"],
        "parent": facts.get("parent"),
        "address": facts.get("address", ADDRESS),
        "mail": f"{code.lower()}@quangninh.example",
        "gso_code": facts.get("gso_code"),
        "valid_from": SINCE,
        "valid_until": None,
        "synthetic": facts.get("synthetic", True),
        "source": facts["source"],
    }
