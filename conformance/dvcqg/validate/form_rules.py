"""V-F: the form of one message by its schema, and of what a schema can't express."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from dvcqg.form.schema import Path, Violation
from dvcqg.form.services import (
    DOSSIERS,
    PUSH,
    QUESTIONS,
    RECEIPT,
    REPLIES,
    STEPS,
    item_check,
    request_check,
)
from dvcqg.moments import parse_moment
from dvcqg.validate.document import Message
from dvcqg.validate.finding import Finding

BY_KEYWORD: Final = {
    "required": "V-F03",
    "minLength": "V-F03",
    "type": "V-F04",
    "maxLength": "V-F05",
    "enum": "V-F06",
    "const": "V-F06",
    "additionalProperties": "V-F14",
    "minItems": "V-F15",
}
BY_KIND: Final = {
    "moment": "V-F07",
    "dossier": "V-F08",
    "procedure": "V-F09",
    "agency": "V-F10",
    "digits": "V-F11",
    "identity": "V-F12",
    "contact": "V-F13",
    "link": "V-F17",
}
WITH_ITEMS: Final = (DOSSIERS, STEPS, QUESTIONS, REPLIES)
WITH_LIMIT: Final = ("maxLength", "enum", "const")
MOMENTS: Final = ("ThoiDiemXuLy", "NGAYTRALOI")
"""Besides the members whose names begin with Ngay."""
CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""But tab and the ends of lines."""


def form_findings(message: Message) -> Iterator[Finding]:
    """Every finding of one message."""
    if not message.service or (message.bare and message.service not in WITH_ITEMS):
        yield Finding("V-F02", message.path)
        return
    if message.bare:
        check = item_check(message.service)
        violations = [
            violation
            for place, item in enumerate(message.items)
            for violation in check(item, (*message.path, place))
        ]
        if not message.items:
            yield Finding("V-F15", message.path)
    else:
        violations = list(request_check(message.service)(message.payload, message.path))
    for violation in violations:
        yield _finding(violation, message)
    broken = {violation.path for violation in violations}
    texts: list[tuple[Path, str]] = []
    _collect_texts(message.payload, message.path, texts)
    for path, text in texts:
        if path not in broken:
            yield from _text_findings(path, text, message)


def _finding(violation: Violation, message: Message) -> Finding:
    code = BY_KIND.get(violation.kind) or BY_KEYWORD[violation.keyword]
    limit = violation.limit if violation.keyword in WITH_LIMIT else ""
    if isinstance(limit, list):
        limit = ", ".join(value or '""' for value in limit)
    return Finding(code, violation.path, dossier_at(message, violation.path), {"limit": limit})


def _text_findings(path: Path, text: str, message: Message) -> Iterator[Finding]:
    name = path[-1] if path else ""
    if isinstance(name, str) and (name.startswith("Ngay") or name in MOMENTS):
        if text and parse_moment(text) is None:
            yield Finding("V-F07", path, dossier_at(message, path))
    elif CONTROLS.search(text) or not unicodedata.is_normalized("NFC", text):
        yield Finding("V-F16", path, dossier_at(message, path))


def _collect_texts(value: Any, path: Path, into: list[tuple[Path, str]]) -> None:
    """Into a list: nested generators take longer than all rules together."""
    if isinstance(value, str):
        if value:
            into.append((path, value))
    elif isinstance(value, dict):
        for name, part in value.items():
            _collect_texts(part, (*path, name), into)
    elif isinstance(value, list):
        for place, part in enumerate(value):
            _collect_texts(part, (*path, place), into)


def dossier_at(message: Message, path: Path) -> str:
    """The code of the dossier that a path lies in, or ""."""
    if message.service in (PUSH, RECEIPT) and not message.bare:
        return str(message.payload.get("MaHoSo") or message.payload.get("maHoSo") or "")
    depth = len(message.items_path)
    if message.service not in (DOSSIERS, STEPS) or len(path) <= depth:
        return ""
    place = path[depth]
    if path[:depth] != message.items_path or not isinstance(place, int):
        return ""
    item = message.items[place]
    return str(item.get("MaHoSo", "")) if isinstance(item, dict) else ""
