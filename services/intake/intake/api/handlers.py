"""The handlers of intake's routes: a request becomes a command, its outcome a response."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from intake.api import requests, schemas
from intake.attachments.create import CreateAttachment, create_attachment
from intake.attachments.open import OpenAttachment, open_attachment
from intake.attachments.ports import AttachmentBucket
from intake.attachments.remove import RemoveAttachment, remove_attachment
from intake.catalogue.publish import PublishProcedure, publish_procedure
from intake.catalogue.search import SearchCatalogue, search_catalogue
from intake.domain.attachment import UPLOAD_TIME, Announcement
from intake.domain.daily_limits import DailyLimits
from intake.domain.draft import Draft, DraftContent, quote_of
from intake.domain.procedure import ProcedureContent
from intake.domain.profile import Profile
from intake.domain.verified_identity import VerifiedIdentity, verified_identity
from intake.dossiers.get import GetDossier, get_dossier
from intake.drafts.create import CreateDraft, create_draft
from intake.drafts.update import UpdateDraft, update_draft
from intake.filing.file import DraftFiler, FileDraft
from intake.profile.identify import Identification
from intake.profile.update import UpdateProfile, update_profile
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.http.authorization import TokenVerifier
from kit.http.context import RequestContext
from kit.http.pagination import Cursors, PageQuery
from kit.http.responses import Response
from kit.persistence.repository import required
from kit.security.access_records import AccessRecords
from kit.security.access_tokens import Principal
from kit.security.people import PersonLink
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class IntakeHandlers:
    """Bound to the table, the directory of agencies, the bucket and the cursors of lists.

    The bucket is made with the first request that needs it.
    """

    intake: IntakeRepository
    directory: Directory
    cursors: Cursors
    bucket: Callable[[], AttachmentBucket]
    filer: DraftFiler
    limits: DailyLimits
    access_records: AccessRecords
    verifier: TokenVerifier
    identification: Identification

    def list_procedures(
        self, request: RequestContext, query: requests.CatalogueQuery
    ) -> schemas.ProceduresView:
        """Search the catalogue

        In the order of the codes; accents and capitals do not matter.
        """
        scope = f"catalogue {query.q} {query.field}"
        search = SearchCatalogue(
            text=query.q or "",
            field=query.field,
            after=self.cursors.open(scope, query.cursor) or "",
            limit=query.limit,
        )
        procedures, rest = search_catalogue(self.intake, search, at=request.now)
        items = tuple(map(schemas.ProcedureSummaryView.of, procedures))
        return schemas.ProceduresView(items=items, next=self.cursors.seal(scope, rest))

    def get_procedure(self, request: RequestContext, code: requests.CatalogueCode) -> Response:
        """Get a procedure

        In the version in force.
        """
        procedure = self.intake.procedure(code, request.now)
        if procedure is None:
            raise NotFound
        view = schemas.ProcedureView.of(procedure)
        return Response(view, etag=f"{code}-{procedure.version}")

    def publish_procedure(
        self, request: RequestContext, code: requests.CatalogueCode, body: ProcedureContent
    ) -> schemas.PublicationView:
        """Publish a procedure

        The next version, in force from its `valid_from`; the same content again changes nothing.
        """
        command = PublishProcedure(code=code, content=body)
        version = publish_procedure(self.intake, command, at=request.now)
        return schemas.PublicationView(code=code, version=version)

    def get_profile(self, request: RequestContext) -> schemas.ProfileView:
        """Get my profile"""
        link = self.identification.people.link_now(request.citizen)
        person = self.intake.person(link.person) if link else None
        if person is None:
            raise NotFound
        return schemas.ProfileView.of(person)

    def update_profile(
        self, request: RequestContext, body: requests.ProfileBody
    ) -> schemas.ProfileView:
        """Update my profile

        Who the caller is and where notices go. What the issuer of the caller's account verified, by
        an ID token, stands in the place of what is typed.
        """
        profile = Profile.model_construct(
            **{name: getattr(body, name) for name in Profile.model_fields}
        )
        citizen = request.citizen
        verified = self._verified(citizen, body.id_token, request.now)
        owner = self._own_person(request)
        if verified is not None:
            existing = self.identification.verified_person(citizen, verified, at=request.now)
            owner = existing or owner
        command = UpdateProfile(owner=owner, profile=profile, verified=verified)
        return schemas.ProfileView.of(update_profile(self.intake, command, at=request.now))

    def _own_person(self, request: RequestContext) -> PersonLink:
        """The citizen who asks, made a person now where intake did not know them."""
        return request.person or self.identification.new_person(request.citizen, at=request.now)

    def _verified(
        self, citizen: Principal, id_token: str | None, now: datetime
    ) -> VerifiedIdentity | None:
        """What the issuer verified; raises TokenInvalid, TokenExpired for a bad ID token."""
        if id_token is None:
            return None
        return verified_identity(self.verifier.verified_claims(id_token, citizen, now), now)

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

    def create_draft(
        self, request: RequestContext, body: requests.NewDraftBody
    ) -> schemas.DraftView:
        """Create a draft"""
        content = DraftContent(**dict(body))
        command = CreateDraft(id=request.seed, owner=self._own_person(request), content=content)
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
        self, request: RequestContext, draft: requests.DraftId, paper: requests.AttachmentId
    ) -> schemas.AttachmentView:
        """Get the state of an upload"""
        own_draft = self.intake.draft_of(required(request.person), draft)
        attachment = self.intake.attachment(paper)
        if attachment is None or attachment.draft != own_draft.id:
            raise NotFound
        return schemas.AttachmentView.of(attachment, request.language)

    def remove_attachment(
        self, request: RequestContext, draft: requests.DraftId, paper: requests.AttachmentId
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

    def get_dossier(self, request: RequestContext, code: requests.FiledCode) -> schemas.DossierView:
        """Get a dossier as filed

        For its owner and for officials of its agency. Who does not work on dossiers gets neither
        applicant nor answers.
        """
        query = GetDossier(code=code, citizen=request.person, official=request.staff)
        filed = get_dossier(self.intake, query)
        if filed.declaration is not None:
            request.disclose(code)
        return schemas.DossierView.of_filed(filed)

    def open_attachment(
        self,
        request: RequestContext,
        code: requests.FiledCode,
        paper: requests.AttachmentId,
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
            citizen=request.person,
            official=request.staff,
            purpose=query.purpose,
            original=query.original,
        )
        link = open_attachment(self.intake, self.bucket(), command, at=request.now)
        request.disclose(code, object=paper, purpose=command.recorded_purpose)
        return schemas.LinkView.of(link)

    def list_readers(
        self, request: RequestContext, code: requests.FiledCode, query: PageQuery
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

    def _draft_view(self, draft: Draft, request: RequestContext) -> schemas.DraftView:
        procedure = self.intake.procedure(draft.procedure, request.now)
        if procedure is None or draft.state != "open":
            return schemas.DraftView.of(draft, None)
        return schemas.DraftView.of(draft, quote_of(draft, procedure, at=request.now))
