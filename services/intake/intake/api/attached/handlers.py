"""The handlers of the attachments of drafts."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.attached import requests
from intake.api.drafts.paper_schemas import AttachmentView, UploadView
from intake.api.drafts.requests import AttachmentBody
from intake.api.requests import AttachmentId, DraftId, drafter_of
from intake.attachments.combine import CombinePhotos, combine_photos
from intake.attachments.create import CreateAttachment, create_attachment
from intake.attachments.ports import AttachmentBucket, PictureQueue
from intake.attachments.remove import RemoveAttachment, remove_attachment
from intake.domain.announcement import Announcement
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class AttachedHandlers:
    """Bound to the table, the directory of agencies, the bucket and the queue of pictures.

    Bucket and queue are made with the first request that needs them.
    """

    intake: IntakeRepository
    directory: Directory
    bucket: Callable[[], AttachmentBucket]
    pictures: Callable[[], PictureQueue]
    return_origins: Callable[[], tuple[str, ...]]

    def create_attachment(
        self, request: RequestContext, draft: DraftId, body: AttachmentBody
    ) -> UploadView:
        """Announce an attachment

        The answer is the form to upload the file with, good for ten minutes. A page without a
        script states where to return to in the place of type, size and digest: that form takes any
        file for an hour, and its check names what is wrong with it.
        """
        command = CreateAttachment(
            id=request.seed,
            draft=draft,
            owner=drafter_of(request, self.intake.draft(draft)),
            announcement=Announcement(**body.model_dump(exclude={"return_to"})),
            return_to=body.return_to,
            origins=self.return_origins() if body.return_to else (),
        )
        attachment = create_attachment(self.intake, self.directory, command, at=request.now)
        url, fields = self.bucket().upload_form(attachment, body.return_to)
        return UploadView(
            paper=attachment.id,
            url=url,
            fields=dict(fields),
            expires=request.now + attachment.upload_time,
        )

    def get_attachment(
        self, request: RequestContext, draft: DraftId, paper: AttachmentId
    ) -> AttachmentView:
        """Get the state of an upload"""
        own_draft = self.intake.draft_of(drafter_of(request, self.intake.draft(draft)), draft)
        attachment = self.intake.attachment(paper)
        if attachment is None or attachment.draft != own_draft.id:
            raise NotFound
        return AttachmentView.of(attachment, request.language)

    def remove_attachment(
        self, request: RequestContext, draft: DraftId, paper: AttachmentId
    ) -> None:
        """Remove an attachment

        From a draft that is not filed, whatever its check found.
        """
        drafter = drafter_of(request, self.intake.draft(draft))
        command = RemoveAttachment(attachment=paper, draft=draft, owner=drafter)
        remove_attachment(self.intake, command, at=request.now)

    def combine(
        self, request: RequestContext, draft: DraftId, body: requests.CombinationBody
    ) -> AttachmentView:
        """Combine pictures into one PDF

        Checked pictures of one component become one PDF of A4 pages at 200 dpi, in the order in
        which they are named. It is made in the background; then it stands in their place.
        """
        command = CombinePhotos(
            id=request.seed,
            draft=draft,
            owner=drafter_of(request, self.intake.draft(draft)),
            component=body.component,
            photos=body.papers,
            name=body.name,
        )
        combined = combine_photos(self.intake, self.pictures(), command, at=request.now)
        return AttachmentView.of(combined, request.language)
