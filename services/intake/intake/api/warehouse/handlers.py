"""The handlers of data warehouses and of consents."""

from collections.abc import Callable
from dataclasses import dataclass

from intake.api.drafts.paper_schemas import AttachmentView
from intake.api.requests import DraftId, FiledCode
from intake.api.warehouse import requests, schemas
from intake.attachments.open import PaperNotYourWork
from intake.attachments.ports import AttachmentBucket
from intake.domain.consent import ConsentMalformed, ConsentTerms
from intake.domain.written_mandate import StatedRepresentative
from intake.dossiers.reader import PERSONAL_ROLES
from intake.repository import IntakeRepository
from intake.warehouse.consents import Consents, GiveConsent
from intake.warehouse.papers import list_papers, own_paper, uses_of
from intake.warehouse.reuse import ReusePaper, reuse_paper
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.persistence.repository import required
from kit.security.people import PersonLink
from kit.security.staff_directory import Directory, Staff

CONSENT = "consent"
"""The purpose of who reads by a consent, as the access record has it."""


@dataclass(frozen=True, slots=True)
class WarehouseHandlers:
    """Bound to the table, the directory, consents, the bucket and the cursors of lists."""

    intake: IntakeRepository
    directory: Directory
    consents: Consents
    bucket: Callable[[], AttachmentBucket]
    cursors: Cursors

    def list_papers(
        self, request: RequestContext, query: requests.WarehouseQuery
    ) -> schemas.WarehouseView:
        """List my data warehouse

        Results that were returned to the caller, and signed copies of their originals.
        """
        scope = f"warehouse {request.sub}"
        after = self.cursors.open(scope, query.cursor)
        if request.person is None:
            return schemas.WarehouseView(items=(), next=None)
        page = list_papers(
            self.intake, request.person, after=after, limit=query.limit, at=request.now
        )
        for dossier in dict.fromkeys(paper.dossier for paper in page.papers):
            request.disclose(dossier)
        return schemas.WarehouseView(
            items=tuple(map(schemas.StoredPaperView.of, page.papers)),
            next=self.cursors.seal(scope, page.after),
        )

    def get_paper(
        self, request: RequestContext, code: FiledCode, document: requests.StoredDocument
    ) -> schemas.StoredPaperDetailView:
        """Get a paper of my warehouse

        With where it is used; who read it stands among the readers of its dossier.
        """
        own = required(request.person)
        paper = own_paper(self.intake, own, code, document, at=request.now)
        uses = uses_of(self.intake, code, document)
        request.disclose(code)
        return schemas.StoredPaperDetailView.with_uses(paper, uses)

    def reuse(
        self, request: RequestContext, draft: DraftId, body: requests.ReuseBody
    ) -> AttachmentView:
        """Use a paper again

        Of the caller's data warehouse, in the place of an upload, by reference. It has to hold on
        this day, and on that of the filing.
        """
        command = ReusePaper(
            id=request.seed,
            draft=draft,
            owner=required(request.person),
            component=body.component,
            dossier=body.dossier,
            document=body.document,
        )
        attachment = reuse_paper(self.intake, self.directory, command, at=request.now)
        return AttachmentView.of(attachment, request.language)

    def list_consents(self, request: RequestContext) -> schemas.ConsentsView:
        """List my consents

        Those that the caller gave, also the ended and the revoked.
        """
        consents = self.consents.by_owner(request.own_ids)
        return schemas.ConsentsView(
            items=tuple(schemas.ConsentView.of(each, request.now) for each in consents)
        )

    def give_consent(
        self, request: RequestContext, body: requests.ConsentBody
    ) -> schemas.ConsentView:
        """Share a paper

        With an agency, or with a person by their identity number and name, for at most 366 days.
        """
        command = GiveConsent(
            id=request.seed,
            owner=required(request.person),
            terms=ConsentTerms(
                dossier=body.dossier,
                document=body.document,
                since=body.since,
                until=body.until,
                purpose=body.purpose,
            ),
            agency=body.agency,
            named=_named(body),
        )
        consent = self.consents.give(command, at=request.now)
        return schemas.ConsentView.of(consent, request.now)

    def revoke_consent(self, request: RequestContext, consent: requests.ConsentId) -> None:
        """Revoke a consent

        Nobody sees the paper by it from this moment on.
        """
        self.consents.revoke(consent, required(request.person), at=request.now)

    def list_shared(self, request: RequestContext) -> schemas.ConsentsView:
        """List papers shared with me

        By consents that are valid now: with the caller's agencies, or with the person whose number
        an issuer verified.
        """
        valid = self.consents.valid_for(_reader(request), at=request.now)
        for each in valid:
            request.disclose(each.terms.dossier, object=each.terms.document, purpose=CONSENT)
        return schemas.ConsentsView(
            items=tuple(schemas.ConsentView.of(each, request.now) for each in valid)
        )

    def open_shared(
        self, request: RequestContext, consent: requests.ConsentId
    ) -> schemas.SharedPaperView:
        """Open a paper shared with me

        The link is good for five minutes. Its owner sees who opened it, among the readers of the
        dossier.
        """
        shared = self.consents.open(consent, _reader(request), self.bucket(), at=request.now)
        paper = shared.paper
        request.disclose(paper.dossier, object=paper.document, purpose=CONSENT)
        return schemas.SharedPaperView.of_shared(shared, request.now)


def _named(body: requests.ConsentBody) -> StatedRepresentative | None:
    """Raises ConsentMalformed."""
    if body.full_name is None and body.identity_number is None:
        return None
    if body.full_name is None or body.identity_number is None:
        raise ConsentMalformed(field="full_name")
    return StatedRepresentative(full_name=body.full_name, identity_number=body.identity_number)


def _reader(request: RequestContext) -> PersonLink | Staff:
    """Raises PaperNotYourWork, NotFound."""
    if request.staff is None:
        return required(request.person)
    if not request.has_role(*PERSONAL_ROLES):
        raise PaperNotYourWork
    return request.staff
