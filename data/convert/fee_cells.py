"""Fee rules of procedures whose fees only the portal's cells state."""

from typing import Any

Row = dict[str, Any]
FREE = ("free_stated",)


def fee_rules_from_cells(row: Row) -> list[Row]:
    """Nothing where every cell says so in words; else one line that an official assesses, because
    a bare cell is no price."""
    kinds = {cell["kind"] for cell in row.get("fees", ())}
    if kinds and kinds <= set(FREE):
        return []
    return [
        {
            "id": f"{row['code']}-1",
            "line": "le-phi",
            "name": "Phí, lệ phí",
            "amount": None,
            "basis": "assumed",
            "note": "mức thu trên Cổng Dịch vụ công quốc gia chưa được đọc thành quy tắc",
        }
    ]


def pay_of_cells(rules: list[Row]) -> str:
    """When a fee is due (assumed); "none" where no case costs anything."""
    if all(rule["amount"] == 0 for rule in rules):
        return "none"
    if any(rule["amount"] is None for rule in rules):
        return "at_counter"
    return "before_acceptance"
