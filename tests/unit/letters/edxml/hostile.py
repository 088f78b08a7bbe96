"""Hostile and damaged packages, each with the name of its fault."""

import io
import struct
import zipfile
from base64 import b64encode
from collections.abc import Callable
from typing import Final

from tests.unit.letters.edxml.letters import letter, status
from tests.unit.letters.edxml.samples import AXIS, sample

Make = Callable[[], bytes]


def good() -> bytes:
    return sample(letter(), "axis")


def provincial() -> bytes:
    return sample(letter(), "provincial")


def with_(old: str, new: str, raw: Make = good, count: int = -1) -> Make:
    def create() -> bytes:
        before = raw()
        assert old.encode() in before, old
        return before.replace(old.encode(), new.encode(), count)

    return create


def after_declaration(text: str) -> Make:
    return with_('encoding="utf-8"?>', f'encoding="utf-8"?>{text}')


def attached(packed: Make) -> Make:
    """The axis' sample with one attachment that is this zip."""

    def create() -> bytes:
        content = b64encode(packed()).decode()
        raw = sample(letter(attachments=letter().attachments[:1]), "axis").decode()
        begin = raw.index("<edXML:ContentTransferEncoded>")
        end = raw.index("</edXML:ContentTransferEncoded>")
        return f"{raw[:begin]}<edXML:ContentTransferEncoded>{content}{raw[end:]}".encode()

    return create


def zip_of(*entries: tuple[str, bytes], kind: int = 0o100644, method: int = 8) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, content in entries:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = kind << 16
            entry.compress_type = method
            packed.writestr(entry, content)
    return target.getvalue()


def encrypted() -> bytes:
    packed = bytearray(zip_of(("a.pdf", b"x")))
    packed[6] |= 1
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def wrong_checksum() -> bytes:
    packed = bytearray(zip_of(("a.pdf", b"Noi dung"), method=0))
    packed[packed.index(b"Noi dung")] ^= 1
    return bytes(packed)


def lying_size() -> bytes:
    """More is in it than it says."""
    packed = bytearray(zip_of(("a.pdf", b"x" * 5_000)))
    central = packed.index(b"PK\x01\x02")
    packed[central + 24 : central + 28] = struct.pack("<I", 10)
    return bytes(packed)


def many(count: int) -> bytes:
    files = tuple(
        each.evolve(name=f"{n}.pdf", content=b"x")
        for n, each in enumerate(letter().attachments[:1] * count)
    )
    return sample(letter(attachments=files), "axis")


def deep() -> bytes:
    nested = "<edXML:a>" * 40 + "</edXML:a>" * 40
    return with_("<edXML:SteeringType>", f"{nested}<edXML:SteeringType>")()


def recipients(count: int) -> bytes:
    return sample(letter(recipients=letter().recipients[:1] * count, attachments=()), "axis")


LISTED = sample(letter(), "axis").decode().partition("cid:tep0")[2]
LISTED = LISTED[LISTED.index("<edXML:Reference>") : LISTED.index("</edXML:edXMLManifest>")]
"""The second file in the manifest."""
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
DTD = "<!DOCTYPE edXML [{}]>"
TAG = "edXML:ContentTransferEncoded"

HOSTILE: Final[dict[str, tuple[str, Make]]] = {
    "nothing": ("empty", lambda: b""),
    "51 MB": ("too_large", lambda: good() + b" " * (51 * 1024 * 1024)),
    "stray bytes before the declaration": ("stray_prefix", lambda: b"1212" + good()),
    "a blank before the declaration": ("stray_prefix", lambda: b" " + good()),
    "not XML at all": ("stray_prefix", lambda: b'{"edXML": 1}'),
    "UTF-16": ("not_utf8", lambda: good().decode().encode("utf-16")),
    "UTF-16 without a mark": ("not_utf8", lambda: good().decode().encode("utf-16-le")),
    "another encoding declared": ("not_utf8", with_('"utf-8"?>', '"utf-7"?>')),
    "bytes that are no UTF-8": ("not_utf8", lambda: good().replace(b"Fax>02", b"Fax>\xff2")),
    "a DOCTYPE": ("doctype", after_declaration("<!DOCTYPE edXML>")),
    "a DOCTYPE in small letters": ("doctype", after_declaration("<!doctype edXML>")),
    "an external entity": (
        "doctype",
        after_declaration(DTD.format('<!ENTITY x SYSTEM "file:///etc/passwd">')),
    ),
    "a billion laughs": ("doctype", after_declaration(DTD.format(f'<!ENTITY l0 "x">{BOMB}'))),
    "an entity declared where none may be": ("entity", after_declaration('<!ENTITY x "y">')),
    "an entity that nobody declared": ("not_well_formed", with_("Fax>0203", "Fax>&evil;")),
    "a stylesheet": (
        "processing_instruction",
        after_declaration('<?xml-stylesheet href="http://evil.example/x.xsl"?>'),
    ),
    "a text of eleven million characters": (
        "text_too_long",
        with_(f"<{TAG}>", f"<{TAG}>{'A' * 11_000_000}", count=1),
    ),
    "an attribute of eleven million characters": (
        "text_too_long",
        with_('version="1.0">', f'version="{"1" * 11_000_000}">'),
    ),
    "fifty thousand elements": (
        "too_many_elements",
        with_("<edXML:SteeringType>", "<edXML:a/>" * 50_000 + "<edXML:SteeringType>"),
    ),
    "forty elements in each other": ("too_deep", deep),
    "a prefix that is not declared": (
        "undeclared_prefix",
        with_("<edXML:Reference>", '<edXML:Reference xlink:href="cid:1">'),
    ),
    "an element without its end": ("not_well_formed", with_("</edXML:Subject>", "")),
    "a second root": ("not_well_formed", lambda: good() + b"<x/>"),
    "the end is missing": ("not_well_formed", lambda: good()[:-40]),
    "another vocabulary": ("unknown_dialect", lambda: b"<invoice/>"),
    "another namespace": ("unknown_dialect", with_(AXIS, "http://evil.example/")),
    "no sender": ("missing", with_("edXML:From>", "edXML:Von>")),
    "no recipient": ("missing", with_("edXML:To>", "edXML:An>")),
    "no number": ("missing", with_("<edXML:CodeNumber>128", "<edXML:CodeNumber>")),
    "two senders": (
        "repeated",
        with_(
            "<edXML:SteeringType>",
            "<edXML:From><edXML:OrganId>G01</edXML:OrganId></edXML:From><edXML:SteeringType>",
        ),
    ),
    "two document ids": (
        "repeated",
        with_("<edXML:SteeringType>", "<edXML:DocumentId>x</edXML:DocumentId><edXML:SteeringType>"),
    ),
    "an element in a text": ("nested", with_("Fax>0203", "Fax><edXML:b>0203</edXML:b>")),
    "a subject of a hundred thousand letters": (
        "too_long",
        with_("<edXML:Subject>", f"<edXML:Subject>{'a' * 100_001}"),
    ),
    "the thirty-first of June": ("bad_date", with_("2026/12/15", "2026/06/31")),
    "a date of another form": ("bad_date", with_("2026/12/15", "15/12/2026")),
    "a number in words": ("bad_number", with_("PageAmount>3", "PageAmount>ba")),
    "a number of other digits": ("bad_number", with_("PageAmount>3", "PageAmount>٣")),
    "an unknown purpose": ("bad_code", with_("BussinessDocType>0", "BussinessDocType>7")),
    "an unknown status": (
        "bad_code",
        with_("StatusCode>03", "StatusCode>99", lambda: sample(status("03"), "axis")),
    ),
    "a recall of nothing": ("missing", with_("BussinessDocType>0", "BussinessDocType>1")),
    "a replacement of nothing": ("missing", with_("BussinessDocType>0", "BussinessDocType>3")),
    "a thousand and one recipients": ("too_many_recipients", lambda: recipients(1_001)),
    "fifty-one attachments": ("too_many_attachments", lambda: many(51)),
    "a file that is listed only": ("attachment_missing", with_("cid:tep1", "cid:tep9")),
    "a file that nothing lists": ("attachment_unlisted", with_(LISTED, "")),
    "a file twice": ("attachment_repeated", with_("<ContentId>tep1", "<ContentId>tep0")),
    "no base64": ("not_base64", with_(f"<{TAG}>", f"<{TAG}>%%%")),
    "no base64, at a province": ("not_base64", with_("Content>JVBER", "Content>%", provincial)),
    "no zip": ("not_a_zip", attached(lambda: b"%PDF-1.7")),
    "a program before the zip": ("not_a_zip", attached(lambda: b"MZ" + zip_of(("a.pdf", b"x")))),
    "a zip cut off": ("damaged_zip", attached(lambda: zip_of(("a.pdf", b"x" * 500))[:60])),
    "a zip with a wrong checksum": ("damaged_zip", attached(wrong_checksum)),
    "a zip that hides its size": ("damaged_zip", attached(lying_size)),
    "an encrypted zip": ("encrypted_zip", attached(encrypted)),
    "a zip of two files": ("several_files", attached(lambda: zip_of(("a", b"x"), ("b", b"y")))),
    "a zip of none": ("not_a_zip", attached(zip_of)),
    "a path upwards": ("path_in_name", attached(lambda: zip_of(("../../etc/cron.d/x", b"x")))),
    "an absolute path": ("path_in_name", attached(lambda: zip_of(("/etc/passwd", b"x")))),
    "a path of Windows": ("path_in_name", attached(lambda: zip_of(("..\\x.exe", b"x")))),
    "a drive": ("path_in_name", attached(lambda: zip_of(("C:x.exe", b"x")))),
    "a path in the manifest": (
        "path_in_name",
        with_("<edXML:AttachmentName>128-", "<edXML:AttachmentName>../128-"),
    ),
    "a path at a province": (
        "path_in_name",
        with_("<edXML:FileName>128-", "<edXML:FileName>../128-", provincial),
    ),
    "a link": ("bad_name", attached(lambda: zip_of(("a.pdf", b"/etc/passwd"), kind=0o120777))),
    "a name that reads backwards": (
        "bad_name",
        attached(lambda: zip_of(("cv\u202efdp.exe", b"x"))),
    ),
    "a name of 300 letters": ("bad_name", attached(lambda: zip_of(("a" * 300, b"x")))),
    "a bomb": ("zip_ratio", attached(lambda: zip_of(("a.txt", b"\0" * 3_000_000)))),
    "a bomb of 60 MB": (
        "unpacked_too_large",
        attached(lambda: zip_of(("a", b"\0" * 60 * 1024 * 1024))),
    ),
}
