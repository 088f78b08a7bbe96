"""What the simulated portal lists: our catalogue, which was read from the portal, in its shape."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from data.shapes import Entry

KINDS: Final = {"counter": "Trực tiếp", "online": "Trực tuyến", "post": "Dịch vụ bưu chính"}
"""Channel -> KENH."""
UNITS: Final = {
    "working_day": "Ngày làm việc",
    "calendar_day": "Ngày",
    "working_hour": "Giờ làm việc",
}
"""Unit -> DONVITINH."""
INVENTED: Final = "KQ.X."
"""How codes of results begin that the portal's page lacks: it lists no code of them."""
Row = dict[str, Any]


def national_lists(entries: Iterable[Entry], agencies: Iterable[Row]) -> Row:
    """Members of the simulator's catalogue; `agencies` as in data/agencies.json."""
    contents = [(each.code, each.content) for each in entries]
    fields = {c["field_code"]: c["field"] for _, c in contents if c.get("field_code")}
    return {
        "procedures": [national_procedure(code, content) for code, content in contents],
        "agencies": [
            {
                "MADONVI": each["code"],
                "TENDONVI": each["name"],
                "MADONVICHA": each.get("parent") or "",
            }
            for each in agencies
        ],
        "fields": [
            {"MALINHVUC": code, "TENLINHVUC": name, "MANGANH": code.partition("-")[0]}
            for code, name in sorted(fields.items())
        ],
    }


def national_procedure(code: str, content: Row) -> Row:
    """One procedure in the shape of LayThuTuc's answer."""
    field = {"MALINHVUC": content.get("field_code") or "", "TENLINHVUC": content["field"]}
    return {
        "MATTHC": code,
        "MATTHCDP": "",
        "TENTTHC": content["name"],
        "LINHVUCTHUCHIEN": [field],
        "TRINHTUTHUCHIEN": [{"TRUONGHOP": "", "TRINHTU": [{"TENTRINHTU": "Nộp hồ sơ"}]}],
        "CACHTHUCTHUCHIEN": list(_ways(content)),
        "THANHPHANHOSO": list(_papers(content)),
        "YEUCAU": "",
        "DOITUONGTHUCHIEN": "; ".join(content.get("applicants", ())),
        "KETQUATHUCHIEN": [
            {
                "MAKETQUA": "" if each["code"].startswith(INVENTED) else each["code"],
                "TENKETQUA": each["name"],
            }
            for each in content["results"]
        ],
        "CANCUPHAPLY": [
            {"SOVANBAN": "", "TENVANBAN": each} for each in content.get("legal_basis", ())
        ],
        "COQUANTHUCHIEN": [],
        "MACOQUANCONGBO": field["MALINHVUC"].partition("-")[0],
    }


def _ways(content: Row) -> Iterator[Row]:
    """The limits of each channel, the fees with its first one."""
    for channel, kind in KINDS.items():
        limits = [each for each in content["limits"] if each.get("channel") in (None, channel)]
        fees = [_fee(each) for each in _fees(content) if each.get("channel") in (None, channel)]
        rows = [
            {
                "THOIGIANGIAIQUYET": str(limit["value"]),
                "DONVITINH": UNITS[limit["unit"]],
                "MOTA": limit.get("source") or "",
                "PHILEPHI": fees if place == 0 else [],
            }
            for place, limit in enumerate(limits)
        ]
        bare = {"THOIGIANGIAIQUYET": "", "DONVITINH": "", "MOTA": "", "PHILEPHI": fees}
        if channel in content["channels"] or rows:
            yield {"KENH": kind, "THOIGIAN": rows or [bare]}


def _fees(content: Row) -> Iterator[Row]:
    return (each for each in content.get("fee_rules", ()) if each.get("amount"))


def _fee(rule: Row) -> Row:
    return {
        "MAPHILEPHI": rule["line"],
        "SOTIEN": str(rule["amount"]),
        "DONVI": "Đồng",
        "MOTA": rule["name"],
    }


def _papers(content: Row) -> Iterator[Row]:
    cases = {each["id"]: each["name"] for each in content.get("document_cases", ())}
    documents = content.get("documents", ())
    for case in dict.fromkeys(each.get("case") for each in documents):
        papers = [
            {
                "MAGIAYTO": each.get("code") or "",
                "TENGIAYTO": each["name"],
                "TENMAUDON": "; ".join(each.get("templates", ())),
                "URL": "",
            }
            for each in documents
            if each.get("case") == case
        ]
        yield {"TRUONGHOP": cases.get(case, ""), "GIAYTO": papers}
