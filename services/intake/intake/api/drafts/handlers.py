"""The handlers of drafts: their answers, their attachments, their filing."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.drafts import requests, schemas
from intake.api.requests import AttachmentId
from intake.attachments.create import CreateAttachment, create_attachment
from intake.attachments.ports import AttachmentBucket
from intake.attachments.remove import RemoveAttachment, remove_attachment
from intake.domain.attachment import UPLOAD_TIME, Announcement
from intake.domain.daily_limits import DailyLimits
from intake.domain.draft import Draft, DraftContent, quote_of
from intake.drafts.create import CreateDraft, create_draft
from intake.drafts.update import UpdateDraft, update_draft
from intake.filing.file import DraftFiler, FileDraft
from intake.profile.identify import Identification
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.persistence.repository import required
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class DraftHandlers:
    """Bound to the table, the directory of agencies and the bucket.

    The bucket is made with the first request that needs it.
    """

    intake: IntakeRepository
    directory: Directory
    bucket: Callable[[], AttachmentBucket]
    filer: DraftFiler
    limits: DailyLimits
    identification: Identification

    def create_draft(
        self, request: RequestContext, body: requests.NewDraftBody
    ) -> schemas.DraftView:
        """Create a draft"""
        content = DraftContent(**dict(body))
        command = CreateDraft(
            id=request.seed,
            owner=request.person or self.identification.new_person(request.citizen, at=request.now),
            content=content,
        )
        draft = create_draft(
            self.intake, self.directory, command, limits=self.limits, at=request.now
        )
        return self._draft_view(draft, request)

    def get_draft(self, request: RequestContext, draft: requests.DraftId) -> schemas.DraftView:
        """Get a draft

        The caller's own, with what filing it now costs.
        """
        return self._draft_view(self.intake.draft_of(required(request.person), draft), request)

    def update_draft(
        self, request: RequestContext, draft: requests.DraftId, body: requests.DraftBody
    ) -> schemas.DraftView:
        """Update a draft

        Its answers are replaced whole.
        """
        command = UpdateDraft(draft=draft, owner=required(request.person), answers=body.answers)
        updated = update_draft(self.intake, command, at=request.now)
        return self._draft_view(updated, request)

    def create_attachment(
        self, request: RequestContext, draft: requests.DraftId, body: requests.AttachmentBody
    ) -> schemas.UploadView:
        """Announce an attachment

        The answer is the form to upload the file with, good for ten minutes.
        """
        command = CreateAttachment(
            id=request.seed,
            draft=draft,
            owner=required(request.person),
            announcement=Announcement(**dict(body)),
        )
        attachment = create_attachment(self.intake, self.directory, command, at=request.now)
        url, fields = self.bucket().upload_form(attachment)
        return schemas.UploadView(
            paper=attachment.id, url=url, fields=dict(fields), expires=request.now + UPLOAD_TIME
        )

    def get_attachment(
        self, request: RequestContext, draft: requests.DraftId, paper: AttachmentId
    ) -> schemas.AttachmentView:
        """Get the state of an upload"""
        own_draft = self.intake.draft_of(required(request.person), draft)
        attachment = self.intake.attachment(paper)
        if attachment is None or attachment.draft != own_draft.id:
            raise NotFound
        return schemas.AttachmentView.of(attachment, request.language)

    def remove_attachment(
        self, request: RequestContext, draft: requests.DraftId, paper: AttachmentId
    ) -> None:
        """Remove an attachment

        From a draft that is not filed, whatever its check found.
        """
        command = RemoveAttachment(attachment=paper, draft=draft, owner=required(request.person))
        remove_attachment(self.intake, command, at=request.now)

    def file_draft(
        self, request: RequestContext, draft: requests.DraftId, body: requests.FilingBody
    ) -> schemas.FilingView:
        """File a draft

        It becomes a dossier with a code and a look-up key; filing again answers the same.
        """
        command = FileDraft(
            draft=draft,
            owner=required(request.person),
            attachments=body.papers,
            on_behalf_of=body.on_behalf_of,
        )
        return schemas.FilingView.of(self.filer.file(command, at=request.now))

    def _draft_view(self, draft: Draft, request: RequestContext) -> schemas.DraftView:
        procedure = self.intake.procedure(draft.procedure, request.now)
        if procedure is None or draft.state != "open":
            return schemas.DraftView.of(draft, None)
        return schemas.DraftView.of(draft, quote_of(draft, procedure, at=request.now))
