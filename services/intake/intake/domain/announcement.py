"""The announcement of a file: what is taken, and why a file is refused before its upload."""

from collections.abc import Sequence
from typing import Final

from contracts.required_documents import Component
from contracts.terms import Moment, Sha256
from intake.domain.attachment import Attachment
from intake.domain.components import UnknownComponent
from intake.domain.rejections import HEIC_WORDS
from kit.core.errors import Invalid, TooLarge
from kit.core.model import Model

LARGEST_FILE: Final = 20 * 1024 * 1024
"""Bytes."""
LARGEST_UPLOAD: Final = 64 * 1024 * 1024
"""Bytes that S3 takes of a file that nobody measured before: the check refuses it in words, where
S3 would show a page of its own."""
UNMEASURED: Final = "0" * 64
UNKNOWN_TYPE: Final = "application/octet-stream"
MEDIA_TYPES: Final = {
    "application/pdf": "application/pdf",
    "application/x-pdf": "application/pdf",
    "image/jpeg": "image/jpeg",
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/png": "image/png",
    "image/x-png": "image/png",
}
"""What is taken, by the names that programs use for it."""


class FileTooLarge(TooLarge):
    """The file is larger than 20 MB."""

    code = "file_too_large"
    vi = "Tệp vượt quá 20 MB. Vui lòng chọn tệp nhỏ hơn."
    en = "The file is larger than 20 MB. Please choose a smaller one."


class WrongType(Invalid):
    """The file is neither PDF, JPEG nor PNG."""

    code = "wrong_type"
    vi = "Chỉ nhận tệp PDF, JPEG hoặc PNG."
    en = "Only PDF, JPEG and PNG files can be used."


class HeicNotTaken(Invalid):
    """The file is a HEIC picture of an iPhone."""

    code = "heic_not_taken"
    vi, en = HEIC_WORDS


class FileNotDescribed(Invalid):
    """Neither size, type and digest of the file nor where to return to."""

    code = "file_not_described"
    vi = "Vui lòng gửi kiểu, kích thước và mã SHA-256 của tệp, hoặc địa chỉ trang để quay lại."
    en = "Please send type, size and SHA-256 of the file, or the page to return to."


class Announcement(Model):
    """A file before its upload: `size` in bytes, `sha256` of the whole file.

    All three are unknown of a file that a page without a script sends.
    """

    component: str
    name: str
    media_type: str | None = None
    size: int | None = None
    sha256: Sha256 | None = None


def announce(
    announcement: Announcement,
    components: Sequence[Component],
    *,
    id: str,
    draft: str,
    owner: str | None,
    at: Moment,
) -> Attachment:
    """An attachment that awaits its upload.

    Raises UnknownComponent, WrongType, HeicNotTaken, FileTooLarge, FileNotDescribed.
    """
    if announcement.component not in {component.id for component in components}:
        raise UnknownComponent(field="component")
    facts = {**dict(announcement), **_measures(announcement)}
    return Attachment(id=id, vault=draft, draft=draft, owner=owner, announced_at=at, **facts)


def _measures(announcement: Announcement) -> dict[str, object]:
    stated = (announcement.media_type, announcement.size, announcement.sha256)
    if stated == (None, None, None):
        unmeasured = {"size": LARGEST_UPLOAD, "sha256": UNMEASURED, "is_loose": True}
        return {"media_type": UNKNOWN_TYPE, **unmeasured}
    if announcement.media_type is None or announcement.size is None or not announcement.sha256:
        raise FileNotDescribed(field="sha256")
    media_type = named_type(announcement.media_type)
    if media_type is None:
        is_heic = announcement.media_type.lower().startswith(("image/heic", "image/heif"))
        raise HeicNotTaken(field="media_type") if is_heic else WrongType(field="media_type")
    if announcement.size > LARGEST_FILE:
        raise FileTooLarge(field="size")
    return {"media_type": media_type}


def named_type(media_type: str) -> str | None:
    """The type by any of its names, in any letters, parameters left out; None: it is not taken."""
    return MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())
