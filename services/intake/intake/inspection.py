"""What an uploaded file really is: its type by its first bytes, no active content, and the scanner's word."""

import re
import zlib
from collections.abc import Iterator
from hashlib import sha256
from typing import Final, Protocol

from intake.paper import Paper

SIGNATURES: Final = (
    ("application/pdf", b"%PDF-"),
    ("image/jpeg", b"\xff\xd8\xff"),
    ("image/png", b"\x89PNG\r\n\x1a\n"),
)
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!$H+H*"
"""The test string that every scanner knows (EICAR, 2003); kept in two parts so that no scanner stops at this file."""
ACTIVE: Final = re.compile(rb"/(?:JavaScript|JS|EmbeddedFiles?|Launch|RichMedia|XFA)(?![A-Za-z])")
ESCAPED: Final = re.compile(rb"#([0-9A-Fa-f]{2})")
OBJECT_STREAM: Final = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
PAGE: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
MOST_INFLATED: Final = 8 * 1024 * 1024
"""Bytes inflated of one file: more than this is refused as active content, since it can't be looked through."""


class Scanner(Protocol):
    """A virus scanner."""

    def clean(self, content: bytes) -> bool:
        """Its word about a file."""
        ...


class TestStringScanner:
    """The scanner where there is none: it knows the EICAR test string and nothing else. Replace it in production."""

    __test__ = False

    def clean(self, content: bytes) -> bool:
        return EICAR not in content


class TooMuch(Exception):
    """More compressed content than is looked through."""


def finding(paper: Paper, content: bytes, scanner: Scanner) -> str | None:
    """Why the file is refused, as a stable code; None if nothing speaks against it."""
    if len(content) > paper.size:
        return "file_too_large"
    if len(content) < paper.size or sha256(content).hexdigest() != paper.sha256:
        return "wrong_digest"
    if media_type(content) != paper.media_type:
        return "wrong_type"
    if paper.media_type == "application/pdf" and active(content):
        return "active_content"
    return None if scanner.clean(content) else "infected"


def media_type(content: bytes) -> str | None:
    """The type by the first bytes; None for a type that is not taken."""
    return next((name for name, start in SIGNATURES if content.startswith(start)), None)


def active(content: bytes) -> bool:
    """Whether a PDF carries scripts, embedded files or launch actions, also inside object streams."""
    try:
        return any(ACTIVE.search(part) for part in _parts(content))
    except TooMuch:
        return True


def pages(paper: Paper, content: bytes) -> int | None:
    """How many pages: one of an image; of a PDF as far as its page objects can be counted without a parser."""
    if paper.media_type != "application/pdf":
        return 1
    try:
        return sum(len(PAGE.findall(part)) for part in _parts(content)) or None
    except TooMuch:
        return None


def _parts(content: bytes) -> Iterator[bytes]:
    left = MOST_INFLATED
    yield _plain(content)
    for stream in OBJECT_STREAM.finditer(content):
        inflater = zlib.decompressobj()
        try:
            inflated = inflater.decompress(content[stream.end() :], left)
        except zlib.error:  # another filter, or no stream after all: nothing a reader could run either
            continue
        left -= len(inflated)
        if left <= 0:
            raise TooMuch
        yield _plain(inflated)


def _plain(content: bytes) -> bytes:
    """Names with their #xx escapes resolved, so that /J#53 does not hide."""
    return ESCAPED.sub(lambda match: bytes([int(match[1], 16)]), content)
