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
from kit.http.context import Call
from kit.http.responses import Answer

Id = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]


def list_procedures(call: Call, query: schemas.CatalogueQuery) -> schemas.CataloguePage:
    """Search the catalogue of procedures."""
    return presenters.catalogue(store(), query, bootstrap.cursors(), call.now)


def get_procedure(call: Call, code: ProcedureCode) -> Answer:
    """A procedure in the version in force."""
    found = presenters.procedure(store(), code, call.now)
    return Answer(found, etag=f"{code}-{found.version}")


def put_procedure(call: Call, code: ProcedureCode, body: ProcedureContent) -> schemas.PublishedView:
    """Publish a version of a procedure, in force from its `valid_from`; the same content again changes nothing."""
    version = actions.put_procedure(store(), code, body, at=call.now)
    return schemas.PublishedView(code=code, version=version)


def get_me(call: Call) -> Profile:
    """Who the caller said they are."""
    return presenters.profile(store(), call)


def put_me(call: Call, body: Profile) -> Profile:
    """Say who one is and where notices go."""
    return actions.put_person(store(), call.sub, body, at=call.now).profile


def list_my_dossiers(call: Call, query: schemas.PageQuery) -> schemas.DossierPage:
    """The caller's dossiers."""
    return presenters.my_dossiers(store(), query, bootstrap.cursors(), call)


def begin_draft(call: Call, body: NewDraft) -> schemas.DraftView:
    """Begin a draft."""
    return presenters.draft_view(store(), actions.begin_draft(store(), body, call), call)


def get_draft(call: Call, draft: Id) -> schemas.DraftView:
    """One's own draft, with what filing it now would cost."""
    return presenters.draft_view(store(), actions.own_draft(store(), draft, call), call)


def put_draft(call: Call, draft: Id, body: DraftAnswers) -> schemas.DraftView:
    """Replace a draft's answers."""
    return presenters.draft_view(store(), actions.answer(store(), draft, body.answers, call), call)


def attach_paper(call: Call, draft: Id, body: NewPaper) -> schemas.UploadView:
    """Announce a paper and get the form to upload it with, good for ten minutes."""
    return presenters.upload_view(store(), check.attach(store(), draft, body, call), call)


def get_paper(call: Call, draft: Id, paper: Id) -> schemas.PaperView:
    """What became of a paper."""
    return presenters.paper_view(store(), actions.own_draft(store(), draft, call), paper)


def file_draft(call: Call, draft: Id, body: Filing) -> schemas.FiledView:
    """File a draft: it becomes a dossier with a code and a look-up key."""
    return presenters.filed_view(actions.file(store(), draft, body, call))


def get_dossier(call: Call, code: DossierCode) -> schemas.DossierView:
    """A dossier as filed."""
    return presenters.dossier_view(store(), code, call)
