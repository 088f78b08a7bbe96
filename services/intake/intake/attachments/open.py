"""Opening of an attachment of a filed dossier: a link that is good for five minutes."""

from datetime import datetime, timedelta
from typing import Final, Literal

from contracts.terms import DossierCode, Moment
from intake.attachments.page_picture import PICTURE_TYPE
from intake.attachments.ports import AttachmentBucket
from intake.attachments.stored_file import UNSHOWN_TYPE, BucketFile, StoredFile, reused_file
from intake.domain.attachment import EXTENSIONS, Attachment
from intake.domain.dossier import Dossier
from intake.dossiers.reader import DossierReader
from intake.repository import IntakeRepository
from kit.core.errors import Conflicting, Forbidden, Invalid, NotFound
from kit.core.model import Model

Purpose = Literal["reception", "assessment", "consultation", "inspection", "complaint"]
"""Why an official opens a paper: tiếp nhận, thẩm định, cho ý kiến, thanh tra hoặc kiểm tra, giải
quyết khiếu nại hoặc tố cáo."""
OWN: Final = "own"
"""The purpose of the owner, who needs none."""
LINK_LIFETIME: Final = timedelta(minutes=5)


class PaperNotYourWork(Forbidden):
    """The official's roles do not work on dossiers."""

    code = "paper_not_your_work"
    vi = "Chỉ người tiếp nhận và người thẩm định hồ sơ được mở giấy tờ trong hồ sơ."
    en = "Only officials who receive or assess dossiers may open the papers in them."


class PurposeMissing(Invalid):
    """An official opens a paper and does not say what for."""

    code = "purpose_missing"
    vi = "Vui lòng nêu mục đích mở giấy tờ; người nộp hồ sơ xem được mục đích này."
    en = "Please state why you open the paper. Its owner can see the purpose."


class PaperNotShown(Conflicting):
    """There is no copy of the paper that people are shown."""

    code = "paper_not_shown"
    vi = "Giấy tờ này chưa có bản sao để xem. Vui lòng yêu cầu người nộp gửi lại."
    en = "There is no copy of this paper to look at. Please ask for it again."


class OriginalNotStored(Conflicting):
    """Only a signed file is kept as it was uploaded."""

    code = "original_not_stored"
    vi = "Giấy tờ này không có chữ ký số nên chỉ có bản sao để xem, không có bản gốc để tải."
    en = (
        "This paper has no digital signature, so there is only a copy to look at and no "
        "original to download."
    )


class OpenAttachment(DossierReader):
    """`original`: the signed file as it was uploaded, in the place of the copy."""

    code: DossierCode
    attachment: str
    purpose: Purpose | None = None
    original: bool = False

    @property
    def recorded_purpose(self) -> str:
        """As the access record has it."""
        return self.purpose or OWN if self.official else OWN


class PageLink(Model):
    """A URL of a page's picture, as long good as that of the file."""

    page: int
    url: str


class Link(Model):
    """A URL of `file` that is good until `expires`, and those of its pages' pictures."""

    attachment: str
    file: StoredFile
    url: str
    expires: Moment
    pages: tuple[PageLink, ...] = ()


def open_attachment(
    intake: IntakeRepository, bucket: AttachmentBucket, command: OpenAttachment, *, at: datetime
) -> Link:
    """Raises NotFound, PaperNotYourWork, PurposeMissing, PaperNotShown, OriginalNotStored."""
    dossier = _readable_dossier(intake, command, at)
    attachment = intake.sealed_attachment(command.attachment)
    if attachment is None or attachment.draft != dossier.draft:
        raise NotFound

    name = _file_name(dossier, attachment, command)
    file = _file(intake, attachment, name, original=command.original)

    return Link(
        attachment=attachment.id,
        file=file,
        url=bucket.link(file, LINK_LIFETIME),
        expires=linked(at),
        pages=() if command.original else _pages(attachment, bucket, name),
    )


def linked(at: datetime) -> datetime:
    """Until when a link is good; a second early: S3 counts from the second in which it signed."""
    return (at + LINK_LIFETIME - timedelta(seconds=1)).replace(microsecond=0)


def _file(
    intake: IntakeRepository, attachment: Attachment, name: str, *, original: bool
) -> StoredFile:
    if attachment.reused is None:
        return _original(attachment, name) if original else _copy(attachment, name)
    source = intake.sealed_dossier(attachment.reused.dossier)
    if source is None or source.erasure_ordered_at is not None:
        raise PaperNotShown
    return reused_file(attachment.reused.key, attachment.sha256, name)


def _readable_dossier(intake: IntakeRepository, command: OpenAttachment, at: datetime) -> Dossier:
    dossier = intake.dossier(command.code)
    if dossier is None or not command.may_read(dossier, at):
        raise NotFound
    if not command.may_read_personal:
        raise PaperNotYourWork
    if command.official is not None and command.purpose is None:
        raise PurposeMissing(field="purpose")
    return dossier


def _file_name(dossier: Dossier, attachment: Attachment, command: OpenAttachment) -> str:
    """By its place among the papers of the dossier, from 1.

    A file that is to be a result is no paper: officials of the agency that has the case see it.
    """
    official = command.official
    if attachment.is_result and official and official.covers(dossier.present_agency):
        return f"{dossier.id}-du-thao"
    for place, paper in enumerate(dossier.attachments, start=1):
        if paper.id == attachment.id:
            return f"{dossier.id}-{place:02d}"
    raise NotFound


def _copy(attachment: Attachment, name: str) -> StoredFile:
    if attachment.shown is None:
        raise PaperNotShown
    return StoredFile(
        key=attachment.key_of(attachment.shown),
        sha256=attachment.shown,
        media_type=attachment.media_type,
        disposition="inline",
        filename=f"{name}.{EXTENSIONS[attachment.media_type]}",
    )


def _pages(attachment: Attachment, bucket: AttachmentBucket, name: str) -> tuple[PageLink, ...]:
    return tuple(
        PageLink(page=page, url=bucket.link(_picture(attachment, page, name), LINK_LIFETIME))
        for page in attachment.painted or ()
    )


def _picture(attachment: Attachment, page: int, name: str) -> BucketFile:
    return BucketFile(
        key=attachment.picture_key_of(page),
        media_type=PICTURE_TYPE,
        disposition="inline",
        filename=f"{name}-{page:02d}.webp",
    )


def _original(attachment: Attachment, name: str) -> StoredFile:
    if attachment.signature is None:
        raise OriginalNotStored
    return StoredFile(
        key=attachment.key_of(attachment.sha256),
        sha256=attachment.sha256,
        media_type=UNSHOWN_TYPE,
        disposition="attachment",
        filename=f"{name}-goc.{EXTENSIONS[attachment.media_type]}",
    )
