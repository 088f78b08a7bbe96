"""The pictures of a checked attachment's pages, made after its verdict."""

from dataclasses import dataclass
from datetime import datetime

from intake.attachments.bind_photos import PhotoCombiner
from intake.attachments.ports import AttachmentBucket, PagePainter
from intake.domain.attachment import Attachment, add_pictures
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log


@dataclass(frozen=True, slots=True)
class AttachmentPainter:
    """A page that cannot be painted has no picture; the file itself can be opened all the same."""

    intake: IntakeRepository
    bucket: AttachmentBucket
    painter: PagePainter
    combiner: PhotoCombiner

    def paint(self, id: str, *, at: datetime) -> None:
        """Doing it again writes the same; an attachment that is gone or rejected gets nothing."""
        attachment = self.intake.sealed_attachment(id)
        if attachment is not None and attachment.photos and attachment.shown is None:
            self.combiner.bind(attachment, at=at)
            return
        if attachment is None or not attachment.needs_pictures:
            return

        content = self.bucket.read_copy(attachment)
        painted = tuple(
            page for page in attachment.pages_to_paint if self._paint(attachment, page, content)
        )

        self._commit(id, painted, at)
        log.info("attachment_painted", attachment=id, pages=len(painted))

    def _paint(self, attachment: Attachment, page: int, content: bytes) -> bool:
        picture = self.painter.paint(attachment.media_type, content, page)
        if picture is not None:
            self.bucket.store_picture(attachment, page, picture)
        return picture is not None

    @retry_on_conflict
    def _commit(self, id: str, painted: tuple[int, ...], at: datetime) -> None:
        attachment = self.intake.sealed_attachment(id)
        if attachment is not None and attachment.needs_pictures:
            self.intake.commit([Change(add_pictures(attachment, painted), None)], at=at)
