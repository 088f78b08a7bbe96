"""What stands behind each door of intake: its arguments checked, its answer typed."""

from typing import Annotated

from pydantic import StringConstraints

from contracts.terms import DossierCode, ProcedureCode
from intake.api import presenters, schemas
from intake.attachments import check
from intake.bootstrap import store
from intake.domain.attachment import NewPaper
from intake.domain.draft import DraftAnswers, NewDraft
from intake.domain.person import Profile
from intake.domain.procedure import ProcedureContent
from intake.filing import actions
from intake.filing.file import Filing
from kit import bootstrap
from kit.core.ids import ULID_PATTERN
from kit.http.context import RequestContext
from kit.http.responses import Answer

Id = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]


def list_procedures(
    request: RequestContext, query: schemas.CatalogueQuery
) -> schemas.CataloguePage:
    """Search the catalogue of procedures."""
    return presenters.catalogue(store(), query, bootstrap.cursors(), request.now)


def get_procedure(request: RequestContext, code: ProcedureCode) -> Answer:
    """A procedure in the version in force."""
    found = presenters.procedure(store(), code, request.now)
    return Answer(found, etag=f"{code}-{found.version}")


def put_procedure(
    request: RequestContext, code: ProcedureCode, body: ProcedureContent
) -> schemas.PublishedView:
    """Publish a version of a procedure, in force from its `valid_from`; the same content again changes nothing."""
    version = actions.put_procedure(store(), code, body, at=request.now)
    return schemas.PublishedView(code=code, version=version)


def get_me(request: RequestContext) -> Profile:
    """Who the caller said they are."""
    return presenters.profile(store(), request)


def put_me(request: RequestContext, body: Profile) -> Profile:
    """Say who one is and where notices go."""
    return actions.put_person(store(), request.sub, body, at=request.now).profile


def list_my_dossiers(request: RequestContext, query: schemas.PageQuery) -> schemas.DossierPage:
    """The caller's dossiers."""
    return presenters.my_dossiers(store(), query, bootstrap.cursors(), request)


def begin_draft(request: RequestContext, body: NewDraft) -> schemas.DraftView:
    """Begin a draft."""
    return presenters.draft_view(store(), actions.begin_draft(store(), body, request), request)


def get_draft(request: RequestContext, draft: Id) -> schemas.DraftView:
    """One's own draft, with what filing it now would cost."""
    return presenters.draft_view(store(), actions.own_draft(store(), draft, request), request)


def put_draft(request: RequestContext, draft: Id, body: DraftAnswers) -> schemas.DraftView:
    """Replace a draft's answers."""
    return presenters.draft_view(
        store(), actions.answer(store(), draft, body.answers, request), request
    )


def attach_paper(request: RequestContext, draft: Id, body: NewPaper) -> schemas.UploadView:
    """Announce a paper and get the form to upload it with, good for ten minutes."""
    return presenters.upload_view(store(), check.attach(store(), draft, body, request), request)


def get_paper(request: RequestContext, draft: Id, paper: Id) -> schemas.PaperView:
    """What became of a paper."""
    return presenters.paper_view(store(), actions.own_draft(store(), draft, request), paper)


def file_draft(request: RequestContext, draft: Id, body: Filing) -> schemas.FiledView:
    """File a draft: it becomes a dossier with a code and a look-up key."""
    return presenters.filed_view(actions.file(store(), draft, body, request))


def get_dossier(request: RequestContext, code: DossierCode) -> schemas.DossierView:
    """A dossier as filed."""
    return presenters.dossier_view(store(), code, request)
