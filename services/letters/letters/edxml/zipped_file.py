"""An attachment as the axis carries it: base64 of a zip with one file."""

import io
import zipfile
import zlib
from typing import Final

from letters.edxml.refusal import PackageRefused

MOST_RATIO: Final = 100
"""Of unpacked to packed bytes; a text that compresses better is not sent by an office."""
SMALL: Final = 64 * 1024
"""A file up to this size is harmless, however well it compresses."""
LARGEST_FILE: Final = 50 * 1024 * 1024
LONGEST_NAME: Final = 255
FIRST_BYTES: Final = b"PK\x03\x04"
ENCRYPTED: Final = 0x1
METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
MODIFIED: Final = (1980, 1, 1, 0, 0, 0)
"""Zips are equal for equal files."""
DIRECTIONS: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
"""Characters by which a name reads otherwise than it is."""


def pack(name: str, content: bytes) -> bytes:
    """A zip of one file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        entry = zipfile.ZipInfo(name, MODIFIED)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        packed.writestr(entry, content)
    return target.getvalue()


def unpack(packed: bytes, where: str) -> tuple[str, bytes]:
    """Name and content of the one file in a zip. Raises PackageRefused."""
    if not packed.startswith(FIRST_BYTES):
        raise PackageRefused("not_a_zip", where)
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            entry = _only_entry(archive, where)
            _check_size(entry.file_size, len(packed), where)
            with archive.open(entry) as file:
                content = file.read(entry.file_size + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise PackageRefused("damaged_zip", where) from None
    if len(content) != entry.file_size:
        raise PackageRefused("damaged_zip", where)
    return entry.filename, content


def check_name(name: str, where: str) -> None:
    """A file's name has no folder, and reads as it is. Raises PackageRefused."""
    if any(each in name for each in ("/", "\\", "\x00")) or name in (".", "..") or name[1:2] == ":":
        raise PackageRefused("path_in_name", where)
    if not name.strip() or len(name) > LONGEST_NAME:
        raise PackageRefused("bad_name", where)
    if any(ord(each) < 32 or ord(each) == 127 or each in DIRECTIONS for each in name):
        raise PackageRefused("bad_name", where)


def _only_entry(archive: zipfile.ZipFile, where: str) -> zipfile.ZipInfo:
    entries = archive.infolist()
    if len(entries) != 1:
        raise PackageRefused("several_files", where)
    entry = entries[0]
    check_name(entry.orig_filename, where)
    kind = entry.external_attr >> 28
    if kind not in (0, 8):  # a link, a folder, a device
        raise PackageRefused("bad_name", where)
    if entry.flag_bits & ENCRYPTED:
        raise PackageRefused("encrypted_zip", where)
    if entry.compress_type not in METHODS:
        raise PackageRefused("damaged_zip", where)
    return entry


def _check_size(unpacked: int, packed: int, where: str) -> None:
    if unpacked > LARGEST_FILE:
        raise PackageRefused("unpacked_too_large", where)
    if unpacked > SMALL and unpacked > MOST_RATIO * packed:
        raise PackageRefused("zip_ratio", where)
