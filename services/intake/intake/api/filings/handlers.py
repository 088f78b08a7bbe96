"""The handler of a filing."""

from collections.abc import Callable
from typing import NamedTuple

from intake.api.filings.requests import FilingBody
from intake.api.filings.schemas import FilingView
from intake.api.requests import DraftId, drafter_of
from intake.domain.offered_terms import demonstration_of
from intake.filing.file import DraftFiler, FileDraft
from intake.repository import IntakeRepository
from kit.http.context import RequestContext


class FilingHandlers(NamedTuple):
    """Bound to the table, and to what files."""

    intake: IntakeRepository
    filer: Callable[[], DraftFiler]

    def file_draft(self, request: RequestContext, draft: DraftId, body: FilingBody) -> FilingView:
        """File a draft

        It becomes a dossier with a code and a look-up key; filing again answers the same.
        """
        command = FileDraft(
            draft=draft,
            owner=drafter_of(request, self.intake.draft(draft)),
            attachments=body.papers,
            on_behalf_of=body.on_behalf_of,
            handed=tuple(body.handed_papers),
            is_incomplete=body.incomplete,
            level=request.principal.level if request.principal else "",
        )
        filed = self.filer().file(command, at=request.now)
        if request.staff is not None:
            request.disclose(filed.id)
        view = FilingView.of(filed)
        return view.evolve(
            demonstration=demonstration_of(filed.channel, is_demo=self.intake.is_demo)
        )
