"""One procedure as intake's catalogue takes it: `PUT /v1/procedures/{code}` with `content`.

The second reading says what the portal says. Of the 98 core procedures, the first reading adds what
was looked through by hand: short names, limits with their notes.
"""

import re
from dataclasses import dataclass
from typing import Any

from data.convert.documents import document_cases_of, documents_of
from data.convert.fees import fee_rules_from, pay_of
from data.convert.limits import PORTAL, UNITS, limits_of
from data.convert.offers import offers_of
from data.convert.search_words import MOST_REQUESTED, SYNONYMS

Row = dict[str, Any]
VALID_FROM = "2025-07-01"
CHANNELS = {"online": "online", "in_person": "counter", "post": "post"}
"""Channels as the first reading names them."""
SOURCES = {"page": PORTAL}
"""What papers say of where a limit was read; nothing of one from memory, which is assumed."""
PAGE = "https://dichvucong.gov.vn/thu-tuc-hanh-chinh/"
NEGATIVE = ("từ chối", "không phê duyệt", "trả hồ sơ", "sửa đổi, bổ sung", "nội dung cần sửa")
"""Words of results that say no: they are kept, after the results that say yes."""
NATIONAL_RESULT = re.compile(r"^KQ[.-](?:G\d\d|H49)[.-]")
"""Mã kết quả of a ministry or of this province."""
SHARES = (
    ("Tiếp nhận", 2, "receptionist"),
    ("Thẩm định", 3, "officer"),
    ("Ký duyệt", 2, "approver"),
    ("Trả kết quả", 1, "receptionist"),
)
"""The assumed course, with who takes each step: the split of 8 working hours that QĐ 663/QĐ-TTPVHCC
(Hà Nội) gives for 2.000908."""
LEVELS = {
    "commune": "Cấp xã",
    "province": "Cấp tỉnh",
    "ministry": "Cấp bộ",
    "other": "Cơ quan khác",
}
PERSONS = ("citizen", "foreigner", "overseas", "official", "Đảng viên", "Người", "Công dân")
"""How the portal's names of applicants begin that are persons; the others are organisations."""
PORTAL_NAMES = {"Doanh nghiệp Việt Nam": "enterprise", "Tổ chức Đảng": "organisation"}


@dataclass(frozen=True, slots=True)
class Readings:
    """What a conversion needs beside the row: the first reading of the core, agencies by name, and
    the rows of substitutions."""

    first: dict[str, Row]
    agencies: dict[str, str]
    substitutions: list[Row]


def procedure_from(row: Row, readings: Readings) -> Row:
    """The catalogue entry: `code`, `core` and `content`."""
    first = readings.first.get(row["code"])
    content = content_of(row, readings) | (core_content_of(row, first) if first else {})
    content |= {
        "results": results_of(row, first),
        "flags": flags_of(row, first),
        "steps": steps_of(content["limits"]),
    }
    return {"code": row["code"], "core": first is not None, "content": content}


def content_of(row: Row, readings: Readings) -> Row:
    """What the portal says of a procedure."""
    limits, rules = limits_of(row), fee_rules_from(row)
    return {
        "name": row["name"],
        "short_name": short_name_of(row["name"]),
        "synonyms": list(SYNONYMS.get(row["code"], ())),
        "demand": demand_of(row["code"]),
        "field": row["field"],
        "field_code": row.get("field_code"),
        "ministry": row.get("ministry"),
        "level": ", ".join(words for level, words in LEVELS.items() if level in row["level"]),
        "levels": row["level"],
        "authorities": row.get("authority", []),
        "offered_by": offers_of(row, readings.agencies),
        "competent_agency": "; ".join(row.get("authority", ())) or None,
        "applicants": applicants_of(row),
        "channels": sorted(row["channels"]),
        "online_level": {"value": online_level_of(row), "basis": "page"},
        "online_filing": "central",
        "valid_from": max(row.get("decision_date", ""), VALID_FROM),
        "limits": limits,
        "pay": pay_of(row, rules),
        "pay_basis": "assumed",
        "document_cases": document_cases_of(row),
        "documents": documents_of(row, readings.substitutions),
        "document_notes": [note["text"] for note in row.get("notes", ())],
        "conditions": row.get("conditions"),
        "fee_rules": rules,
        "legal_basis": row.get("legal", []),
        "decision": row.get("decision"),
        "source": source_of(row),
        "confidence": "page",
    }


def core_content_of(row: Row, first: Row) -> Row:
    """What the first reading, looked through by hand, says better; its name without "thủ tục",
    where it is the portal's."""
    is_whole = row["name"].casefold().endswith(first["name"].casefold())
    return {
        "name": first["name"] if is_whole else row["name"],
        "short_name": first["name_short"],
        "level": first["level_2026"],
        "competent_agency": first["quang_ninh_agency"]["value"],
        "valid_from": VALID_FROM,
        "limits": [limit_from(limit) for limit in first["time_limit"]],
        "confidence": first["confidence"],
    }


def short_name_of(name: str) -> str:
    """The name without the words that every procedure may begin with."""
    short = re.sub(r"^thủ tục:? +", "", name, flags=re.IGNORECASE)
    return short[:1].upper() + short[1:]


def demand_of(code: str) -> int:
    """100 for the one asked for most, less for each behind it; 0 for those that are in no list."""
    return 100 - MOST_REQUESTED.index(code) if code in MOST_REQUESTED else 0


def online_level_of(row: Row) -> str:
    """The portal's own mark; what it takes no dossier online for is information."""
    if "online" not in row["channels"]:
        return "information"
    return "full" if row.get("online", {}).get("full_process") else "partial"


def applicants_of(row: Row) -> list[str]:
    """Who may file it: citizen and organisation first, then the portal's finer kinds."""
    named = [PORTAL_NAMES.get(each, each) for each in row.get("applicants", ())]
    fine = [each for each in named if each.isascii()]
    kinds = {"citizen" if each.startswith(PERSONS) else "organisation" for each in named}
    return list(dict.fromkeys([*sorted(kinds), *sorted(fine)]))


def limit_from(limit: Row) -> Row:
    """A time limit of the first reading; an unstated unit is read as working days and marked
    assumed, as is what was only remembered."""
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


def results_of(row: Row, first: Row | None) -> list[Row]:
    """What it gives, the granting results first.

    Where the page has no code, or another province's, the first reading's; else `KQ.X.` marks a
    synthetic one.
    """
    earlier = {result["name"]: result["code"] for result in first["results"]} if first else {}
    named = [
        {"code": result.get("code", ""), "name": result["name"].strip(" -.;") or result["name"]}
        for result in row.get("results", ())
    ]
    for number, result in enumerate(named, start=1):
        if not NATIONAL_RESULT.match(result["code"]):
            synthetic = f"KQ.X.{row['code']}.{number}"
            result["code"] = earlier.get(result["name"]) or synthetic
    return sorted(
        named, key=lambda result: any(word in result["name"].casefold() for word in NEGATIVE)
    )


def source_of(row: Row) -> str:
    """The portal's page, or the earlier copy of those that are no longer there."""
    source = row["source"]
    return PAGE + source["id"] if "id" in source else source.get("earlier") or "không rõ"


def flags_of(row: Row, first: Row | None) -> list[str]:
    """The faults that the gatherer saw, with what this conversion assumed."""
    flags = [*row.get("flags", ()), *(first["flags"] if first else ())]
    if not any(cell["value"] is not None for cell in row.get("limits", ())):
        flags.append("LIMIT_FROM_SERVICE_CODE" if limits_of(row) else "LIMIT_NOT_STATED")
    return [*dict.fromkeys(flags), "assumed: pay, steps"]
