"""The check of an uploaded file: the first verdict on an exact version stands."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Final

from contracts.intake import PaperChecked, PaperRejected, ResultFileChecked
from intake.attachments.finding import Finding, Refused
from intake.attachments.inspection import PDF, is_heic, media_type
from intake.attachments.ports import (
    AttachmentBucket,
    Inspector,
    PictureQueue,
    Scanner,
    SignatureJudge,
    TrustStore,
    Upload,
)
from intake.domain import attachment_check
from intake.domain.announcement import LARGEST_FILE, UNKNOWN_TYPE
from intake.domain.attachment import Attachment, CheckedFile
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.persistence.repository import Conflict
from kit.platform import log

SIGNED: Final = b"/ByteRange"
"""Stands in every file that bears a signature, and cannot be compressed."""


@dataclass(frozen=True, slots=True)
class AttachmentChecker:
    """The checker needs no data key: what is sealed is passed on as it is."""

    intake: IntakeRepository
    bucket: AttachmentBucket
    inspector: Inspector
    scanner: Scanner
    pictures: PictureQueue
    trust: TrustStore

    def check(self, upload: Upload, *, at: datetime, receives: int = 1) -> Attachment | None:
        """None for an object that nobody announced; later versions and repeats change nothing.

        `receives`: how often the notification was received. What ends the function itself, and so
        comes again and again, is unreadable.
        """
        attachment = self.intake.attachment(upload.key.rpartition("/")[2])
        if attachment is None or attachment.upload_key != upload.key:
            return None
        if attachment.state == "awaiting_upload":
            look = self._check if receives == 1 else self._check_again
            attachment = look(attachment, upload, at)
        if attachment.needs_pictures:  # also in a repeat: the request may have been lost
            self.pictures.request(attachment.id)
        return attachment

    def _check_again(self, attachment: Attachment, upload: Upload, at: datetime) -> Attachment:
        """A notification comes again when the function was busy, failed, or was ended.

        A mark tells the last case: it stands from the second look on, unless that failed in order.
        """
        if not self.intake.begin_repeated_check(attachment.id, at):
            return self._conclude(attachment, Finding(why="unreadable"), False, at)
        try:
            return self._check(attachment, upload, at)
        except Exception:
            self.intake.end_repeated_check(attachment.id)
            raise

    def _check(self, attachment: Attachment, upload: Upload, at: datetime) -> Attachment:
        content = self.bucket.read(upload, attachment.size + 1)
        if attachment.is_loose:
            attachment = attachment.measured(
                media_type(content) or UNKNOWN_TYPE, len(content), sha256(content).hexdigest()
            )
        why = _difference(attachment, content)
        if why:
            return self._conclude(attachment, Finding(why=why), False, at)
        scan = self.scanner.scan(content)
        if scan == "infected":
            return self._conclude(attachment, Finding(why="infected"), True, at)
        judge = self._judge(at) if SIGNED in content else None
        finding = self.inspector.inspect(
            attachment.media_type, content, judge, sheets=attachment.sheets
        )
        if finding.shown is not None:
            self.bucket.store(attachment, sha256(finding.shown).hexdigest(), finding.shown)
            if finding.signature:
                self.bucket.keep_original(attachment, content)
        return self._conclude(attachment, finding, scan == "clean", at)

    def _judge(self, at: datetime) -> SignatureJudge:
        """The list is read here: the inspection has no connection."""
        from intake.attachments.pdf_signatures import signature_state

        return partial(signature_state, trust=self.trust.trust_list(at), at=at)

    def _conclude(
        self, attachment: Attachment, finding: Finding, is_scanned: bool, at: datetime
    ) -> Attachment:
        checked, event = _apply(attachment, finding, is_scanned=is_scanned)
        try:
            self.intake.commit([Change(checked, event)], at=at)
        except Conflict:  # the same notification twice at once: the other's verdict stands
            return self.intake.attachment(attachment.id) or attachment
        log.info("attachment_checked", attachment=attachment.id, why=finding.why)
        return checked


def _difference(attachment: Attachment, content: bytes) -> Refused | None:
    """How the file differs from the announced one; why a loose one is not taken."""
    if attachment.is_loose:
        return _untaken(attachment, content)
    if len(content) > attachment.size:
        return "file_too_large"
    if sha256(content).hexdigest() != attachment.sha256:
        return "wrong_digest"
    if media_type(content) != attachment.media_type:
        return "wrong_type"
    return None


def _untaken(attachment: Attachment, content: bytes) -> Refused | None:
    if attachment.size > LARGEST_FILE:
        return "over_20_mb"
    if attachment.media_type == UNKNOWN_TYPE:
        return "heic_not_taken" if is_heic(content) else "not_taken"
    if attachment.sheets is not None and attachment.media_type != PDF:  # a scan is a PDF
        return "not_scanned"
    if attachment.is_result and attachment.media_type != PDF:
        return "not_a_pdf"
    return None


def _apply(
    attachment: Attachment, finding: Finding, *, is_scanned: bool
) -> tuple[Attachment, PaperChecked | PaperRejected | ResultFileChecked]:
    if finding.why or finding.shown is None:
        return attachment_check.reject(attachment, finding.why or "unreadable")
    file = CheckedFile(
        pages=finding.pages,
        shown=sha256(finding.shown).hexdigest(),
        signature=finding.signature,
        scanned=is_scanned,
    )
    return attachment_check.accept(attachment, file)
