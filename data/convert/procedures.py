"""One procedure of the gathered facts as intake's catalogue takes it: `PUT /v1/procedures/{code}`
with `content`."""

from typing import Any

from data.convert.fees import CHANNELS, fee_rules_from, pay_of
from data.convert.whole_names import WholeNames

Row = dict[str, Any]
VALID_FROM = "2025-07-01"
UNITS = {"working_day": "working_day", "calendar_day": "calendar_day", "hour": "working_hour"}
SOURCES = {"page": "theo công bố trên Cổng Dịch vụ công quốc gia"}
"""What papers say of where a limit was read; nothing of one from memory, which is assumed."""
LEVELS = {"toàn trình": "full", "một phần": "partial"}
NEGATIVE = ("từ chối", "không phê duyệt", "trả hồ sơ", "sửa đổi, bổ sung", "nội dung cần sửa")
"""Words of results that say no: they are kept, after the results that say yes."""
SHARES = (
    ("Tiếp nhận", 2, "receptionist"),
    ("Thẩm định", 3, "officer"),
    ("Ký duyệt", 2, "approver"),
    ("Trả kết quả", 1, "receptionist"),
)
"""The assumed course, with who takes each step: the split of 8 working hours that QĐ 663/QĐ-TTPVHCC
(Hà Nội) gives for 2.000908."""


def procedure_from(row: Row, names: WholeNames) -> Row:
    """The catalogue entry: `code` and `content`."""
    channels = channels_of(row)
    rules = fee_rules_from(row)
    limits = [limit_from(limit) for limit in row["time_limit"]]
    content = {
        "name": row["name"],
        "short_name": row["name_short"],
        "field": row["field"],
        "level": row["level_2026"],
        "competent_agency": row["quang_ninh_agency"]["value"],
        "applicants": row["applicants"],
        "channels": channels,
        "online_level": {
            "value": LEVELS[row["online_level"]["value"]],
            "basis": row["online_level"]["confidence"],
        },
        "valid_from": VALID_FROM,
        "limits": limits,
        "steps": steps_of(limits),
        "pay": pay_of(row, rules),
        "pay_basis": "assumed",
        "documents": components_of(row, names),
        "results": results_of(row, names),
        "fee_rules": rules,
        "legal_basis": row["legal_basis"],
        "decision": row["decision"],
        "flags": flags_of(row),
        "source": row["source"] or "không rõ",
        "confidence": row["confidence"],
    }
    return {"code": row["code"], "content": content}


def channels_of(row: Row) -> list[str]:
    """How it can be filed; all three where the page does not say and online filing is offered."""
    if row["channels"]:
        return sorted({CHANNELS[channel["channel"]] for channel in row["channels"]})
    return ["counter", "online", "post"] if row["online_offered"] else ["counter"]


def limit_from(limit: Row) -> Row:
    """A time limit; an unstated unit is read as working days and marked assumed, as is what was
    only remembered."""
    channel = limit.get("channel")
    return {
        "value": limit["value"],
        "unit": UNITS.get(limit["unit"], "working_day"),
        "channel": CHANNELS[channel] if channel else None,
        "assumed": limit["unit"] not in UNITS or limit["basis"] != "page",
        "source": limit.get("note") or SOURCES.get(limit["basis"]),
    }


def steps_of(limits: list[Row]) -> list[Row]:
    """Four steps; hours where the longest limit is in working days."""
    days = max((limit["value"] for limit in limits if limit["unit"] == "working_day"), default=0)
    return [
        {"name": name, "hours": share * days or None, "role": role} for name, share, role in SHARES
    ]


def components_of(row: Row, names: WholeNames) -> list[Row]:
    """The papers. The facts merge a procedure's variants, so only the first is taken as required
    (assumed)."""
    return [
        {
            "id": f"tp{number:02d}",
            "name": names.of_papers(row["code"], document["name"]),
            "required": number == 1,
            "originals": document["original"],
            "copies": document["copy"],
        }
        for number, document in enumerate(row["documents"], start=1)
    ]


def results_of(row: Row, names: WholeNames) -> list[Row]:
    """What it gives, the granting results first; `KQ.X.` marks a synthetic code where the page has
    none."""
    named = [
        {
            "code": result["code"] or f"KQ.X.{row['code']}.{number}",
            "name": names.of_results(row["code"], result["name"]),
        }
        for number, result in enumerate(row["results"], start=1)
    ]
    return sorted(
        named, key=lambda result: any(word in result["name"].casefold() for word in NEGATIVE)
    )


def flags_of(row: Row) -> list[str]:
    """The faults that the gatherer saw, with what this conversion assumed."""
    flags = list(row["flags"])
    if row["documents_more"]:
        flags.append(f"{row['documents_more']} further documents are not listed")
    flags.append("assumed: pay, steps, and that only the first document is required")
    return flags
