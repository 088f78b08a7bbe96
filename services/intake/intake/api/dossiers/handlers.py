"""The handlers of those who read dossiers."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.dossiers import requests, schemas
from intake.api.requests import AttachmentId, FiledCode, actor_of
from intake.attachments.open import OpenAttachment, open_attachment
from intake.attachments.ports import AttachmentBucket
from intake.dossiers.get import GetDossier, get_dossier
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from kit.security.access_records import AccessRecords
from kit.security.people import PersonLink


@dataclass(frozen=True, slots=True)
class DossierHandlers:
    """Bound to the table, the bucket, the cursors of lists and the records of readers.

    The bucket is made with the first request that needs it.
    """

    intake: IntakeRepository
    cursors: Cursors
    bucket: Callable[[], AttachmentBucket]
    access_records: AccessRecords

    def list_dossiers(
        self, request: RequestContext, query: requests.DossiersQuery
    ) -> schemas.DossiersView:
        """List my dossiers

        Newest first.
        """
        scope = f"dossiers {request.sub}"
        after = self.cursors.open(scope, query.cursor)
        dossiers, rest = self.intake.dossiers_of(request.own_ids, after=after, limit=query.limit)
        items = tuple(map(schemas.DossierSummaryView.of, dossiers))
        return schemas.DossiersView(items=items, next=self.cursors.seal(scope, rest))

    def get_dossier(self, request: RequestContext, code: FiledCode) -> schemas.DossierView:
        """Get a dossier as filed

        For its owner and for officials of its agency. Who does not work on dossiers gets neither
        applicant nor answers.
        """
        query = GetDossier(code=code, citizen=self._reader(request, code), official=request.staff)
        filed = get_dossier(self.intake, query, at=request.now)
        if filed.declaration is not None:
            request.disclose(code)
        return schemas.DossierView.of_filed(filed)

    def open_attachment(
        self,
        request: RequestContext,
        code: FiledCode,
        paper: AttachmentId,
        query: requests.OpeningQuery,
    ) -> schemas.LinkView:
        """Open an attachment

        For its owner, and for officials who work on dossiers of the agency that has the case now,
        or that is being consulted. The link is good for five minutes. Each opening is on the list
        of readers, with its purpose.
        """
        command = OpenAttachment(
            code=code,
            attachment=paper,
            citizen=self._reader(request, code),
            official=request.staff,
            purpose=query.purpose,
            original=query.original,
        )
        link = open_attachment(self.intake, self.bucket(), command, at=request.now)
        request.disclose(code, object=paper, purpose=command.recorded_purpose)
        return schemas.LinkView.of(link)

    def list_readers(
        self, request: RequestContext, code: FiledCode, query: PageQuery
    ) -> schemas.ReadersView:
        """List the readers of a dossier

        Who read its personal data, newest first. For its owner, and for administrators of its
        agency. Each opening of a paper is there; the owner's own reading of the rest once a day.
        """
        dossier = self.intake.dossier(code)
        if dossier is None:
            raise NotFound
        request.require_read_access(owner=dossier.owner, agency=dossier.present_agency)
        scope = f"readers {request.sub} {code}"
        after = self.cursors.open(scope, query.cursor)
        records, rest = self.access_records.of_dossier(code, after, query.limit)
        items = tuple(map(schemas.ReaderView.of, records))
        return schemas.ReadersView(items=items, next=self.cursors.seal(scope, rest))

    def _reader(self, request: RequestContext, code: str) -> PersonLink | None:
        """The citizen who reads: a representative as the owner, as long as their mandate holds."""
        if request.person is None:
            return None
        reader = actor_of(request, self.intake.dossier(code), "read")
        return reader if isinstance(reader, PersonLink) else None
