"""Holidays and swapped days of Viet Nam: official plans over library rows, then years by rule."""

from typing import Any

from data.convert.statutory_holidays import fixed_rows, rows_of

Row = dict[str, Any]
SWAPS = [
    {"off": "2024-04-29", "worked": "2024-05-04"},
    {"off": "2025-05-02", "worked": "2025-04-26"},
    {"off": "2026-01-02", "worked": "2026-01-10", "source": "12729/VPCP-KGVX 25/12/2025"},
    {"off": "2026-08-31", "worked": "2026-08-22"},
]
"""Official exchanges of a working day for a Saturday; the third is missing from the library."""
EXCHANGED = {"vi": "Nghỉ hoán đổi", "en": "Day off (exchanged for a Saturday)"}
PLANS = (
    {
        "year": 2027,
        "official": "Tết 04–10/02; Quốc khánh 02–05/9 (10065/VPCP-KGVX 02/10/2026)",
        "match": True,
        "confidence": "three public repositories that quote the Government's page",
        "sources": ["law/sources.yaml: leave_plan"],
    },
)
"""Official plans that were found after the facts were gathered; each stands for its year."""
LAST_YEAR = 2040
"""Years after the library's last one up to this one are computed by rule."""
CULTURE_DAY = "11-24"
CULTURE_DAY_SOURCE = "Nghị quyết 28/2026/QH16 ngày 24/04/2026"
"""Ngày Văn hóa Việt Nam: listed by the library from 2026; two sources name the resolution."""


NAMES = (
    ("Lunar New Year", "Tết Âm lịch"),
    ("New Year's Day", "Tết Dương lịch"),
    ("Hung Kings", "Giỗ Tổ Hùng Vương"),
    ("Liberation Day", "Ngày Chiến thắng"),
    ("International Labor Day", "Ngày Quốc tế lao động"),
    ("National Day", "Quốc khánh"),
    ("Vietnam Cultural Day", "Ngày Văn hóa Việt Nam"),
    ("Day off (substituted", "Nghỉ hoán đổi"),
)
"""The facts carry English names in both columns; the Vietnamese ones are those of Điều 112."""


def calendar_from(facts: Row) -> Row:
    """Days off by date, working Saturdays, and the years whose official plan is known."""
    swapped = {swap["off"]: swap.get("source") for swap in SWAPS}
    days = {row["date"]: day_from(row) for row in facts["rows"]}
    for off, source in swapped.items():
        days.setdefault(
            off, {"date": off, "name": EXCHANGED, "kind": "substituted", "source": source}
        )
    published = {plan["year"]: plan for plan in PLANS}
    plans = [published.get(plan["year"], plan) for plan in facts["official_vs_library"]]
    first, last_of_library = min(p["year"] for p in plans), max(p["year"] for p in plans)
    computed = [row for year in range(last_of_library + 1, LAST_YEAR + 1) for row in rows_of(year)]
    return {
        "source": f"PyPI {facts['package']} {facts['version']} and official plans",
        "first_year": first,
        "last_year": LAST_YEAR,
        "official_years": sorted(plan["year"] for plan in plans if plan["match"] is not None),
        "days_off": [*(days[date] for date in sorted(days)), *computed],
        "fixed_holidays": fixed_rows(),
        "working_saturdays": sorted(
            {*facts["working_saturdays_known"], *(swap["worked"] for swap in SWAPS)}
        ),
        "plans": plans,
        "rules": facts["rules"],
        "swaps": SWAPS,
    }


def day_from(row: Row) -> Row:
    """One day off, with its name in Vietnamese and English."""
    source = CULTURE_DAY_SOURCE if row["date"][5:] == CULTURE_DAY else None
    name = {"vi": vietnamese(row["name_en"]), "en": row["name_en"]}
    return {"date": row["date"], "name": name, "kind": row["kind"], "source": source}


def vietnamese(english: str) -> str:
    """The Vietnamese name, with (nghỉ bù) for a day off in lieu."""
    name = next(name for start, name in NAMES if start in english)
    return f"{name} (nghỉ bù)" if "(observed)" in english else name
