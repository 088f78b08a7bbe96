"""The handlers of drafts: their answers, their filing."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from contracts.terms import Channel, LocalizedText
from intake.api.drafts import requests, schemas
from intake.api.drafts.kiosk import at_kiosk
from intake.api.requests import drafter_of
from intake.domain.daily_limits import DailyLimits
from intake.domain.draft import Draft
from intake.domain.offered_terms import DEMONSTRATION
from intake.domain.written_mandate import DraftMandate, MandateNotValid
from intake.drafts.change import ChangeDraft, change_draft
from intake.drafts.create import CreateDraft, create_draft
from intake.drafts.discard import DiscardDraft, discard_draft
from intake.drafts.overview import overview_of
from intake.drafts.update import UpdateDraft, update_draft
from intake.forms.answer_page import PageAnswers
from intake.profile.identify import Identification
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.http.responses import Response
from kit.security.people import PersonLink
from kit.security.staff_directory import Directory

if TYPE_CHECKING:
    from intake.filing.file import DraftFiler


@dataclass(frozen=True, slots=True)
class DraftHandlers:
    """Bound to the table and the directory of agencies.

    What files is imported and made with the first filing.
    """

    intake: IntakeRepository
    directory: Directory
    filer: Callable[[], "DraftFiler"]
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
        command = CreateDraft(id=request.seed, owner=owner, content=content, mandate=mandate)
        draft = create_draft(
            self.intake, self.directory, command, limits=self.limits, at=request.now
        )
        return self._draft_view(draft, request)

    def get_draft(self, request: RequestContext, draft: requests.DraftId) -> Response:
        """Get a draft

        The caller's own: how far pages and papers are, what is missing, what filing it now costs.
        """
        return self._draft_view(self.intake.draft_of(self._drafter(request, draft), draft), request)

    def update_draft(
        self, request: RequestContext, draft: requests.DraftId, body: requests.DraftBody
    ) -> Response:
        """Update a draft

        Its answers are replaced whole; wrong ones are taken, and cannot be filed.
        """
        command = UpdateDraft(
            draft=draft,
            owner=self._drafter(request, draft),
            answers=body.answers,
            seen=request.seen_versions,
        )
        updated = update_draft(self.intake, command, at=request.now)
        return self._draft_view(updated, request)

    def change_draft(
        self, request: RequestContext, draft: requests.DraftId, body: requests.DraftChangeBody
    ) -> Response:
        """Change a part of a draft

        Agency, case and quantities, or one page of its form, which is judged beside all others.
        """
        command = ChangeDraft(
            draft=draft,
            owner=self._drafter(request, draft),
            agency=body.agency,
            terms=body.terms,
            papers=body.papers(request.sub if request.staff else None, request.now),
            page=_page_answers(body),
            seen=request.seen_versions,
        )
        changed = change_draft(self.intake, self.directory, command, at=request.now)
        return self._draft_view(changed, request)

    def discard_draft(self, request: RequestContext, draft: requests.DraftId) -> None:
        """Discard a draft

        With its files; a filed one stays.
        """
        command = DiscardDraft(draft=draft, owner=self._drafter(request, draft))
        discard_draft(self.intake, command, at=request.now)

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

    def file_draft(
        self, request: RequestContext, draft: requests.DraftId, body: requests.FilingBody
    ) -> schemas.FilingView:
        """File a draft

        It becomes a dossier with a code and a look-up key; filing again answers the same.
        """
        from intake.filing.file import FileDraft

        command = FileDraft(
            draft=draft,
            owner=self._drafter(request, draft),
            attachments=body.papers,
            on_behalf_of=body.on_behalf_of,
            handed=tuple(body.handed_papers),
            is_incomplete=body.incomplete,
        )
        filed = self.filer().file(command, at=request.now)
        if request.staff is not None:
            request.disclose(filed.id)
        view = schemas.FilingView.of(filed)
        return view.evolve(demonstration=self._demonstration(filed.channel))

    def _demonstration(self, channel: Channel) -> LocalizedText | None:
        """What a demonstration says of everything that is filed in it online."""
        return DEMONSTRATION if self.intake.is_demo and channel == "online" else None

    def _drafter(self, request: RequestContext, draft: str) -> Drafter:
        return drafter_of(request, self.intake.draft(draft))

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

    def _draft_view(self, draft: Draft, request: RequestContext) -> Response:
        """With an ETag that begins with the version of the draft: changes compare it."""
        if request.staff is not None:
            request.disclose(draft.code or draft.id)
        overview = overview_of(self.intake, self.directory, draft, at=request.now)
        agency = self.directory.agency(draft.agency)
        view = schemas.DraftView.of(overview, agency.name if agency else "", request.language)
        view = view.evolve(demonstration=self._demonstration(draft.channel))
        digest = sha256(view.model_dump_json().encode()).hexdigest()[:24]
        return Response(view, etag=f"{draft.version}-{digest}")


def _page_answers(body: requests.DraftChangeBody) -> PageAnswers | None:
    if body.page is None:
        return None
    return PageAnswers(page=body.page, answers=body.answers, finished=body.finished)
