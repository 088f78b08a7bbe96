"""A combined attachment (tệp PDF ghép từ nhiều ảnh): one PDF of several pictures of a component."""

from collections.abc import Collection, Sequence
from typing import Final

from contracts.terms import Moment
from intake.domain.announcement import UNMEASURED
from intake.domain.attachment import PDF_TYPE, Attachment, CheckedFile
from intake.domain.required_documents import PaperUnchecked
from kit.core.errors import Conflicting, Invalid, TooLarge

MOST_PHOTOS: Final = 20
"""Pages of one PDF: as many as get pictures."""
MOST_BYTES: Final = 100 * 1024 * 1024
"""Of all its pictures as they were uploaded."""


class TooManyPhotos(Invalid):
    """More pictures than one PDF may have pages."""

    code = "too_many_photos"
    vi = "Mỗi tệp PDF gộp tối đa {most} ảnh. Vui lòng gộp thành nhiều tệp."
    en = "One PDF takes at most {most} pictures. Please join them into several files."


class PhotosTooLarge(TooLarge):
    """The pictures together are too large."""

    code = "photos_too_large"
    vi = "Tổng dung lượng ảnh vượt quá {most} MB. Vui lòng gộp thành nhiều tệp."
    en = "The pictures have more than {most} MB together. Please join them into several files."


class NotAPhoto(Invalid):
    """Only JPEG and PNG pictures of one component are combined, each once."""

    code = "not_a_photo"
    vi = "Chỉ gộp các ảnh JPEG hoặc PNG của cùng một giấy tờ, mỗi ảnh một lần."
    en = "Only JPEG and PNG pictures of one paper can be joined, each of them once."


class PhotoFiled(Conflicting):
    """A picture stands in the filed dossier already."""

    code = "photo_filed"
    vi = "Ảnh này đã nộp cùng hồ sơ nên không gộp lại được nữa."
    en = "This picture was filed with the dossier and cannot be joined any more."


def combine(
    photos: Sequence[Attachment],
    component: str,
    *,
    id: str,
    name: str,
    filed: Collection[str],
    at: Moment,
) -> Attachment:
    """An attachment whose PDF is still to be made, of the pictures in this order.

    Raises TooManyPhotos, NotAPhoto, PhotoFiled, PaperUnchecked, PhotosTooLarge.
    """
    if len(photos) > MOST_PHOTOS:
        raise TooManyPhotos(field="papers", most=MOST_PHOTOS)
    if not photos:
        raise NotAPhoto(field="component")
    first = photos[0]
    for place, photo in enumerate(photos):
        _require_photo(photo, component, field=f"papers.{place}")
        if photo.id in filed:
            raise PhotoFiled(field=f"papers.{place}")
    if len({photo.id for photo in photos}) < len(photos):
        raise NotAPhoto(field="papers")
    if sum(photo.size for photo in photos) > MOST_BYTES:
        raise PhotosTooLarge(field="papers", most=MOST_BYTES // 2**20)
    return Attachment(
        id=id,
        vault=first.draft,
        draft=first.draft,
        owner=first.owner,
        component=component,
        name=name,
        media_type=PDF_TYPE,
        size=0,
        sha256=UNMEASURED,
        photos=tuple(photo.id for photo in photos),
        announced_at=at,
    )


def bound(attachment: Attachment, content: bytes, digest: str) -> Attachment:
    """The attachment with the PDF that was made."""
    return attachment.measured(PDF_TYPE, len(content), digest)


def bound_file(digest: str, photos: Sequence[Attachment]) -> CheckedFile:
    """Its check result: that of its pictures."""
    return CheckedFile(
        pages=len(photos),
        shown=digest,
        signature=None,
        scanned=all(photo.scanned for photo in photos),
    )


def _require_photo(photo: Attachment, component: str, *, field: str) -> None:
    if photo.state != "checked" or photo.shown is None:
        raise PaperUnchecked(field=field)
    if not photo.is_photo or photo.component != component:
        raise NotAPhoto(field=field)
