"""The findings of the verifier in Vietnamese, each with its stable code."""

from typing import Final

from documents.verify.findings import Finding, Kind

FINDINGS: Final[dict[Kind, str]] = {
    "foreign": "dữ kiện {place} thuộc hồ sơ khác",
    "dropped": "dữ kiện {place} bị bỏ đi",
    "repeated": "dữ kiện {place} bị lặp lại",
    "reordered": "dữ kiện {place} bị đổi thứ tự",
    "edited": "dữ kiện {place} bị sửa",
    "unsigned": "dữ kiện {place} đứng sau chữ ký cuối cùng",
    "head_missing": "thiếu chữ ký sau dữ kiện {place}",
    "head_reordered": "chữ ký sau dữ kiện {place} bị lặp lại hoặc đổi thứ tự",
    "signature_broken": "chữ ký sau dữ kiện {place} không đúng (khóa {what})",
    "key_unknown": "chữ ký sau dữ kiện {place} không có khóa {what} trong tệp",
    "key_foreign": "khóa {what} không phải khóa của tỉnh",
    "key_unused": "khóa {what} thừa trong tệp",
    "value_edited": "nội dung “{what}” của dữ kiện {place} không đúng cam kết",
}
REFUSALS: Final[dict[str, str]] = {
    "no_file": "không có tệp này",
    "no_json": "tệp không phải JSON",
    "no_keys": "tệp khóa không đọc được",
    "too_large": "tệp quá lớn",
    "too_deep": "tệp lồng quá sâu",
    "too_many": "tệp có quá nhiều phần",
    "duplicate_name": "tệp có tên trùng",
    "fraction": "tệp có số không nguyên",
    "number_too_large": "tệp có số quá lớn",
    "not_canonical": "tệp không ở dạng chuẩn (RFC 8785)",
    "unknown_algorithm": "tệp dùng thuật toán khác",
    "unknown_form": "tệp không đúng mẫu",
    "unknown_format": "tệp thuộc mẫu khác",
}


def describe(finding: Finding) -> str:
    """A finding in words."""
    place = (
        str(finding.first)
        if finding.first == finding.last
        else f"trong khoảng {finding.first}–{finding.last}"
    )
    words = FINDINGS[finding.kind].format(place=place, what=_printable(finding.what))
    return f"Sai: {words} ({finding.kind})"


def refusal(why: str) -> str:
    """A refusal in words."""
    return f"Không kiểm tra được: {REFUSALS[why]} ({why})"


def _printable(text: str) -> str:
    """A hostile file's words, without what a terminal obeys."""
    return "".join(each if each.isprintable() else "?" for each in text[:80])
