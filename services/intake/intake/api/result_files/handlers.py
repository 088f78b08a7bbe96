"""The handlers of the files that officials upload as results."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.drafts.paper_schemas import UploadView
from intake.api.requests import AttachmentId, FiledCode
from intake.api.result_files import requests, schemas
from intake.attachments.ports import AttachmentBucket
from intake.attachments.result_file import (
    AnnounceResultFile,
    announce_result_file,
    result_file_of,
)
from intake.repository import IntakeRepository
from kit.core.errors import Forbidden
from kit.http.context import RequestContext
from kit.security.staff_directory import Staff


@dataclass(frozen=True, slots=True)
class ResultFileHandlers:
    """Bound to the table, the bucket, and the origins that uploads may return to."""

    intake: IntakeRepository
    bucket: Callable[[], AttachmentBucket]
    return_origins: Callable[[], tuple[str, ...]]

    def announce(
        self, request: RequestContext, code: FiledCode, body: requests.ResultFileBody
    ) -> UploadView:
        """Announce the PDF of a result

        For a result that has no template of its own. The answer is the form to upload it with; it
        is checked as any file, and a proposal names it by its id and digest. A page without a
        script states where to return to in the place of size and digest.
        """
        command = AnnounceResultFile(
            code=code,
            official=_official(request),
            id=request.seed,
            size=body.size,
            sha256=body.sha256,
            return_to=body.return_to,
            origins=self.return_origins() if body.return_to else (),
        )
        attachment = announce_result_file(self.intake, command, at=request.now)
        url, fields = self.bucket().upload_form(attachment, body.return_to)
        return UploadView(
            paper=attachment.id,
            url=url,
            fields=dict(fields),
            expires=request.now + attachment.upload_time,
        )

    def get(
        self, request: RequestContext, code: FiledCode, paper: AttachmentId
    ) -> schemas.ResultFileView:
        """Get a result file

        GET /intake/v1/dossiers/{code}/papers/{paper}/link opens the checked copy.
        """
        attachment = result_file_of(self.intake, code, paper, _official(request))
        return schemas.ResultFileView.of(attachment, request.language)


def _official(request: RequestContext) -> Staff:
    """Raises Forbidden; the route admits officials only."""
    if request.staff is None:
        raise Forbidden
    return request.staff
