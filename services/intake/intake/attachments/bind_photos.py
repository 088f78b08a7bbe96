"""The PDF of several pictures, made after their verdicts; then it takes their place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from contracts.intake import PaperChecked, PaperRejected, ResultFileChecked
from intake.attachments.finding import Finding
from intake.attachments.ports import AttachmentBucket, PhotoBinder, PictureQueue
from intake.domain import attachment_check
from intake.domain.attachment import Attachment
from intake.domain.combination import bound, bound_file
from intake.domain.draft import Draft
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.persistence.repository import retry_on_conflict
from kit.platform import log


@dataclass(frozen=True, slots=True)
class PhotoCombiner:
    """It needs no data key: what is sealed is passed on as it is."""

    intake: IntakeRepository
    bucket: AttachmentBucket
    binder: Callable[[], PhotoBinder]
    pictures: PictureQueue

    def bind(self, attachment: Attachment, *, at: datetime) -> None:
        """Doing it again changes nothing; its pages are painted by a message of their own."""
        photos = self._photos(attachment)
        if attachment.state == "awaiting_upload":
            finding = self._finding(photos)
            if finding.shown is not None:
                self.bucket.store(attachment, sha256(finding.shown).hexdigest(), finding.shown)
            attachment = self._conclude(attachment.id, photos, finding, at) or attachment
        if attachment.needs_pictures:
            self.pictures.request(attachment.id)

    def _photos(self, attachment: Attachment) -> list[Attachment]:
        loaded = map(self.intake.sealed_attachment, attachment.photos)
        return [each for each in loaded if each is not None and each.shown is not None]

    def _finding(self, photos: Sequence[Attachment]) -> Finding:
        sheets: list[bytes] = []
        for photo in photos:
            sheet = self.binder().sheet(photo.media_type, self.bucket.read_copy(photo))
            if sheet.shown is None:
                return sheet
            sheets.append(sheet.shown)
        return self.binder().bind(sheets)

    @retry_on_conflict
    def _conclude(
        self, id: str, photos: Sequence[Attachment], finding: Finding, at: datetime
    ) -> Attachment | None:
        """None where it was removed, filed without, or concluded meanwhile."""
        attachment = self.intake.sealed_attachment(id)
        draft = self.intake.sealed_draft(attachment.draft) if attachment else None
        if attachment is None or draft is None or attachment.state != "awaiting_upload":
            return attachment
        if attachment.id not in draft.attachments:
            return None

        concluded, event = _apply(attachment, photos, finding)
        changes: list[Change] = [Change(concluded, event)]
        if concluded.state == "checked":
            changes.append(Change(self._without(draft, photos, at), None))

        self.intake.commit(changes, at=at)
        log.info("attachment_combined", attachment=id, why=finding.why, pages=finding.pages)
        return concluded

    def _without(self, draft: Draft, photos: Sequence[Attachment], at: datetime) -> Draft:
        """Pictures that were filed meanwhile stay."""
        dossier = self.intake.sealed_dossier(draft.code) if draft.code else None
        filed = {paper.id for paper in dossier.attachments} if dossier else frozenset[str]()
        return draft.replace([photo.id for photo in photos if photo.id not in filed], at)


def _apply(
    attachment: Attachment, photos: Sequence[Attachment], finding: Finding
) -> tuple[Attachment, PaperChecked | PaperRejected | ResultFileChecked]:
    if finding.shown is None:
        return attachment_check.reject(attachment, finding.why or "unreadable")
    digest = sha256(finding.shown).hexdigest()
    whole = bound(attachment, finding.shown, digest)
    return attachment_check.accept(whole, bound_file(digest, photos))
