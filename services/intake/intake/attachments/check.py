"""The check of an uploaded file: the first verdict on an exact version stands."""

from dataclasses import dataclass
from datetime import datetime

from contracts.intake import PaperChecked, PaperRejected
from intake.attachments.inspection import Finding, inspect
from intake.attachments.ports import AttachmentBucket, Scanner, Upload
from intake.domain import attachment as attachments
from intake.domain.attachment import Attachment
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.persistence.repository import Conflict
from kit.platform import log


@dataclass(frozen=True, slots=True)
class AttachmentChecker:
    """The checker needs no data key: what is sealed is passed on as it is."""

    intake: IntakeRepository
    bucket: AttachmentBucket
    scanner: Scanner

    def check(self, upload: Upload, *, at: datetime) -> Attachment | None:
        """None for an object that nobody announced; later versions and repeats change nothing."""
        attachment = self.intake.attachment(upload.key.rpartition("/")[2])
        if attachment is None or attachment.upload_key != upload.key:
            return None
        if attachment.state != "awaiting_upload":
            return attachment

        content = self.bucket.read(upload, attachment.size + 1)
        finding = inspect(attachment, content, self.scanner)
        checked, event = _apply(attachment, finding)

        if checked.state == "checked":
            self.bucket.store(checked, content)
        try:
            self.intake.commit([Change(checked, event)], at=at)
        except Conflict:  # the same notification twice at once: the other's verdict stands
            return self.intake.attachment(attachment.id)
        log.info("attachment_checked", attachment=attachment.id, why=finding.why)
        return checked


def _apply(
    attachment: Attachment, finding: Finding
) -> tuple[Attachment, PaperChecked | PaperRejected]:
    if finding.why:
        return attachments.reject(attachment, finding.why)
    return attachments.accept(attachment, pages=finding.pages)
