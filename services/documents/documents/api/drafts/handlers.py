"""The handlers of the drafts of results."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from contracts.terms import TypedDossierCode
from documents.api.drafts.schemas import (
    ApologyBody,
    DraftQuery,
    PreviewBody,
    PreviewView,
    ResultDraftView,
)
from documents.domain.dossier import Dossier
from documents.drafting.apology import PreviewApology, preview_apology
from documents.drafting.draft import PreviewResult, draft_result, preview_result
from documents.repository import DocumentsRepository
from kit.core.errors import NotFound
from kit.http.context import RequestContext

ASSESSMENT: Final = "assessment"


@dataclass(frozen=True, slots=True)
class DraftHandlers:
    """Bound to the table."""

    repository: DocumentsRepository

    def get_result_draft(
        self, request: RequestContext, code: TypedDossierCode, query: DraftQuery
    ) -> ResultDraftView:
        """Get the draft of a result

        The fields of its template, prefilled by what the applicant answered. The official adds the
        others and sends all of them with the decision.
        """
        draft = draft_result(self._opened(request, code), query.result)
        return ResultDraftView.of(draft)

    def create_preview(
        self, request: RequestContext, code: TypedDossierCode, body: PreviewBody
    ) -> PreviewView:
        """Preview a result

        The PDF as it would be sealed, with a mark across it; nothing is stored.
        """
        official = request.staff.name if request.staff else ""
        preview = PreviewResult(
            code=body.result,
            name=body.name,
            fields=body.fields,
            official=official,
            request=request.seed,
        )
        return _view(preview_result(self._opened(request, code), preview, at=request.now))

    def create_apology_preview(
        self, request: RequestContext, code: TypedDossierCode, body: ApologyBody
    ) -> PreviewView:
        """Preview an apology

        Form 04 as it would be signed, with a mark across it; nothing is stored, and whether the
        new due date is allowed is for the extension itself to say.
        """
        preview = PreviewApology(
            reason=body.reason,
            promised=body.promised,
            due=body.due,
            accepted_at=body.accepted_at,
            official=request.staff.name if request.staff else "",
            request=request.seed,
        )
        return _view(preview_apology(self._opened(request, code), preview, at=request.now))

    def _opened(self, request: RequestContext, code: str) -> Dossier:
        """The dossier, opened on record; raises NotFound, also for another agency's official."""
        dossier = self.repository.dossier(code)
        if dossier is None:
            raise NotFound
        request.require_agency(dossier.agency)
        request.disclose(dossier.id, purpose=ASSESSMENT)
        return self.repository.open(dossier)


def _view(pdf: bytes) -> PreviewView:
    return PreviewView(pdf=b64encode(pdf).decode(), sha256=sha256(pdf).hexdigest())
