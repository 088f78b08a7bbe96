"""The files of a package, in either dialect."""

import binascii
from base64 import b64decode
from collections.abc import Iterator
from typing import Final

from letters.edxml.fields import Fields
from letters.edxml.letter import Attachment
from letters.edxml.raw_checks import LONGEST_TEXT
from letters.edxml.refusal import PackageRefused
from letters.edxml.zipped_file import check_name, unpack

MOST: Final = 50
LARGEST_TOGETHER: Final = 100 * 1024 * 1024
USUAL_TYPE: Final = "application/octet-stream"


def read_zipped(root: Fields) -> tuple[Attachment, ...]:
    """Those of the axis: the manifest and the attachments name the same files."""
    manifest, encoded = _manifest(root), root.child("AttachmentEncoded")
    listed = _by_content_id(manifest.children("Reference") if manifest else [])
    stored = _by_content_id(encoded.children("Attachment") if encoded else [])
    _check_number(len(listed), len(stored))
    for content_id in [*listed, *stored]:
        if content_id not in stored:
            raise PackageRefused("attachment_missing", "edXMLManifest/Reference")
        if content_id not in listed:
            raise PackageRefused("attachment_unlisted", "AttachmentEncoded/Attachment")
    return _bounded(_zipped(listed[each], stored[each]) for each in listed)


def read_plain(root: Fields) -> tuple[Attachment, ...]:
    """Those of a provincial platform: each with its name, type and content."""
    elements = root.children("Attachment")
    _check_number(len(elements))
    return _bounded(map(_plain, elements))


def _manifest(root: Fields) -> Fields | None:
    envelope = root.child("edXMLEnvelope")
    body = envelope.child("edXMLBody") if envelope else None
    return body.child("edXMLManifest") if body else None


def _by_content_id(elements: list[Fields]) -> dict[str, Fields]:
    by_id: dict[str, Fields] = {}
    for each in elements:
        content_id = each.required_text("ContentId").removeprefix("cid:")
        if content_id in by_id:
            raise PackageRefused("attachment_repeated", f"{each.path}/ContentId")
        by_id[content_id] = each
    return by_id


def _check_number(*counts: int) -> None:
    if max(counts) > MOST:
        raise PackageRefused("too_many_attachments")


def _bounded(attachments: Iterator[Attachment]) -> tuple[Attachment, ...]:
    read: list[Attachment] = []
    total = 0
    for attachment in attachments:
        total += len(attachment.content)
        if total > LARGEST_TOGETHER:
            raise PackageRefused("unpacked_too_large")
        read.append(attachment)
    return tuple(read)


def _zipped(listed: Fields, stored: Fields) -> Attachment:
    name, content = unpack(_decoded(stored, "ContentTransferEncoded"), stored.path)
    shown = listed.text("AttachmentName") or stored.text("AttachmentName") or name
    check_name(shown, listed.path)
    return Attachment(
        name=shown,
        content_type=listed.text("ContentType") or stored.text("ContentType") or USUAL_TYPE,
        description=listed.text("Description") or stored.text("Description"),
        content=content,
    )


def _plain(fields: Fields) -> Attachment:
    name = fields.required_text("FileName")
    check_name(name, fields.path)
    return Attachment(
        name=name,
        content_type=fields.text("FileType") or USUAL_TYPE,
        description=fields.text("Description"),
        content=_decoded(fields, "Content"),
    )


def _decoded(fields: Fields, name: str) -> bytes:
    text = fields.required(name).own_text(longest=LONGEST_TEXT)
    try:
        return b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        raise PackageRefused("not_base64", f"{fields.path}/{name}") from None
