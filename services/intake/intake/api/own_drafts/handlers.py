"""The handlers of a person's drafts: one begins, all are listed."""

from dataclasses import dataclass

from intake.api.drafts.view import draft_response
from intake.api.own_drafts import requests, schemas
from intake.api.own_drafts.kiosk import at_kiosk
from intake.domain.daily_limits import DailyLimits
from intake.domain.written_mandate import DraftMandate, MandateNotValid
from intake.drafts.create import CreateDraft, create_draft
from intake.profile.identify import Identification
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.http.responses import Response
from kit.security.people import PersonLink
from kit.security.staff_directory import Directory


@dataclass(frozen=True, slots=True)
class OwnDraftHandlers:
    """Bound to the table and the directory of agencies."""

    intake: IntakeRepository
    directory: Directory
    limits: DailyLimits
    identification: Identification
    cursors: Cursors

    def create_draft(self, request: RequestContext, body: requests.OwnDraftBody) -> Response:
        """Create a draft

        At a registered kiosk too, by who signed in there with a card or VNeID: the device shows its
        credential, and takes dossiers for its agency and those below.
        """
        content = body.content
        owner, mandate = self._owner(request, body)
        if body.kiosk is not None:
            content = at_kiosk(self.intake, request.own_person, body.kiosk, content)
        level = request.citizen.level
        command = CreateDraft(
            id=request.seed, owner=owner, content=content, mandate=mandate, level=level
        )
        draft = create_draft(
            self.intake, self.directory, command, limits=self.limits, at=request.now
        )
        return draft_response(request, self.intake, self.directory, draft)

    def list_drafts(
        self, request: RequestContext, query: requests.DraftsQuery
    ) -> schemas.DraftsView:
        """List my drafts

        Those that are not filed, newest first.
        """
        scope = f"drafts {request.sub}"
        after = self.cursors.open(scope, query.cursor)
        drafts, rest = self.intake.drafts_of(request.own_ids, after=after, limit=query.limit)
        items = tuple(map(schemas.DraftSummaryView.of, drafts))
        return schemas.DraftsView(items=items, next=self.cursors.seal(scope, rest))

    def _owner(
        self, request: RequestContext, body: requests.OwnDraftBody
    ) -> tuple[PersonLink, DraftMandate | None]:
        """Whose draft it becomes, and by which mandate; raises NotFound, MandateNotValid."""
        own = request.person or self.identification.new_person(request.citizen, at=request.now)
        if body.mandate is None:
            return own, None
        mandate = self.intake.mandate(body.mandate)
        if mandate is None or not mandate.representative or not own.owns(mandate.representative):
            raise NotFound
        if not request.represents(mandate.principal, "file", body.procedure):
            raise MandateNotValid(field="mandate")
        under = DraftMandate(
            id=mandate.id, representative=mandate.representative, terms=mandate.terms
        )
        return PersonLink(person=mandate.principal), under
