"""The handlers of one draft."""

from typing import NamedTuple

from intake.api.drafts import requests
from intake.api.drafts.view import draft_response
from intake.api.requests import DraftId, drafter_of
from intake.domain.draft import Draft
from intake.drafts.ask_data import AskData, ask_data
from intake.drafts.change import ChangeDraft, change_draft
from intake.drafts.discard import DiscardDraft, discard_draft
from intake.drafts.update import UpdateDraft, update_draft
from intake.forms.answer_page import PageAnswers
from intake.repositories.drafter import Drafter
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.http.responses import Response
from kit.security.staff_directory import Directory


class DraftHandlers(NamedTuple):
    """Bound to the table and the directory of agencies."""

    intake: IntakeRepository
    directory: Directory

    def get_draft(self, request: RequestContext, draft: DraftId) -> Response:
        """Get a draft

        The caller's own: how far pages and papers are, what is missing, what filing it now costs.
        """
        return self._view(self.intake.draft_of(self._drafter(request, draft), draft), request)

    def update_draft(
        self, request: RequestContext, draft: DraftId, body: requests.DraftBody
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
        return self._view(updated, request)

    def change_draft(
        self, request: RequestContext, draft: DraftId, body: requests.DraftChangeBody
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
        return self._view(changed, request)

    def ask_data(
        self, request: RequestContext, draft: DraftId, body: requests.DataRequestBody
    ) -> Response:
        """Ask registries about a draft

        Whether the databases of the State have the data of its papers: those need not be handed in.
        Answers come within seconds, by getting the draft; a repeat within a minute asks nothing.
        """
        command = AskData(
            draft=draft,
            owner=self._drafter(request, draft),
            by=request.sub,
            agrees=body.agrees,
        )
        return self._view(ask_data(self.intake, command, at=request.now), request)

    def discard_draft(self, request: RequestContext, draft: DraftId) -> None:
        """Discard a draft

        With its files; a filed one stays.
        """
        command = DiscardDraft(draft=draft, owner=self._drafter(request, draft))
        discard_draft(self.intake, command, at=request.now)

    def _drafter(self, request: RequestContext, draft: str) -> Drafter:
        return drafter_of(request, self.intake.draft(draft))

    def _view(self, draft: Draft, request: RequestContext) -> Response:
        return draft_response(request, self.intake, self.directory, draft)


def _page_answers(body: requests.DraftChangeBody) -> PageAnswers | None:
    if body.page is None:
        return None
    return PageAnswers(page=body.page, answers=body.answers, finished=body.finished)
