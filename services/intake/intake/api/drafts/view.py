"""A draft as whoever prepares it reads it."""

from hashlib import sha256

from intake.api.drafts.schemas import DraftView
from intake.domain.draft import Draft
from intake.domain.offered_terms import demonstration_of
from intake.drafts.overview import overview_of
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.http.responses import Response
from kit.security.staff_directory import Directory


def draft_response(
    request: RequestContext, intake: IntakeRepository, directory: Directory, draft: Draft
) -> Response:
    """With an ETag that begins with the version of the draft: changes compare it."""
    if request.staff is not None:
        request.disclose(draft.code or draft.id)
    overview = overview_of(intake, directory, draft, at=request.now)
    agency = directory.agency(draft.agency)
    view = DraftView.of(overview, agency.name if agency else "", request.language, request.now)
    view = view.evolve(demonstration=demonstration_of(draft.channel, is_demo=intake.is_demo))
    digest = sha256(view.model_dump_json().encode()).hexdigest()[:24]
    return Response(view, etag=f"{draft.version}-{digest}")
