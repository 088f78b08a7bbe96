"""What is refused before any parser sees a package."""

import re
from typing import Final

from letters.edxml.refusal import PackageRefused

LARGEST: Final = 50 * 1024 * 1024
LONGEST_TEXT: Final = 10_000_000
"""What libxml2 takes without its guards taken off; an attachment of 7.4 MB is as long in base64."""
MOST_ELEMENTS: Final = 20_000
DEEPEST: Final = 32
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
DECLARATION: Final = re.compile(
    rb"""<\?xml\s+version=["']1\.0["'](\s+encoding=["'](?P<encoding>[A-Za-z0-9._-]+)["'])?"""
    rb"""(\s+standalone=["'](yes|no)["'])?\s*\?>"""
)
MARKUP: Final = re.compile(rb"<([!?/]?)[^<>]*?(/?)>")


def check_raw(raw: bytes) -> bytes:
    """The package without its byte order mark. Raises PackageRefused."""
    if not raw:
        raise PackageRefused("empty")
    if len(raw) > LARGEST:
        raise PackageRefused("too_large")
    content = raw.removeprefix(BYTE_ORDER_MARK)
    if b"\x00" in content[:4]:
        raise PackageRefused("not_utf8", "encoding")
    if not content.startswith(b"<"):
        raise PackageRefused("stray_prefix")
    _check_encoding(content)
    _check_declarations(content)
    _check_texts(content)
    _check_depth(content)
    return content


def _check_encoding(content: bytes) -> None:
    declaration = DECLARATION.match(content)
    encoding = (declaration["encoding"] if declaration else None) or b"utf-8"
    if encoding.lower() not in (b"utf-8", b"us-ascii"):
        raise PackageRefused("not_utf8", "encoding")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        raise PackageRefused("not_utf8") from None


def _check_declarations(content: bytes) -> None:
    if re.search(rb"<!DOCTYPE", content, re.IGNORECASE):
        raise PackageRefused("doctype")
    if re.search(rb"<!ENTITY", content, re.IGNORECASE):
        raise PackageRefused("entity")
    declaration = DECLARATION.match(content)
    begin = declaration.end() if declaration else 0
    if content.find(b"<?", begin) >= 0:
        raise PackageRefused("processing_instruction")


def _check_texts(content: bytes) -> None:
    """No text, name or value is longer than the parser takes, and there are not too many."""
    count, last = 0, 0
    while (place := content.find(b"<", last + 1)) >= 0:
        if place - last > LONGEST_TEXT:
            raise PackageRefused("text_too_long")
        count, last = count + 1, place
        if count > 2 * MOST_ELEMENTS:
            raise PackageRefused("too_many_elements")
    if len(content) - last > LONGEST_TEXT:
        raise PackageRefused("text_too_long")


def _check_depth(content: bytes) -> None:
    depth = 0
    for markup in MARKUP.finditer(content):
        kind, closed = markup.groups()
        if kind == b"/":
            depth -= 1
        elif not kind and not closed:
            depth += 1
            if depth > DEEPEST:
                raise PackageRefused("too_deep")
