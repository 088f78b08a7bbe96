"""The handlers of attachments that are made, not uploaded."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.attached import requests
from intake.api.drafts.paper_schemas import AttachmentView
from intake.api.drafts.requests import DraftId
from intake.api.requests import drafter_of
from intake.attachments.combine import CombinePhotos, combine_photos
from intake.attachments.ports import PictureQueue
from intake.repository import IntakeRepository
from kit.http.context import RequestContext


@dataclass(frozen=True, slots=True)
class AttachedHandlers:
    """Bound to the table and the queue of pictures."""

    intake: IntakeRepository
    pictures: Callable[[], PictureQueue]

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
