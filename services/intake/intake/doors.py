"""What stands behind each door of intake: its arguments checked, its answer typed."""

from typing import Annotated

from pydantic import StringConstraints

from contracts.terms import DossierCode, ProcedureCode
from intake import actions, answers, checking, views
from intake.catalogue import ProcedureContent
from intake.deployed import store
from intake.draft import DraftAnswers, NewDraft
from intake.filing import Filing
from intake.paper import NewPaper
from intake.person import Profile
from kit import runtime
from kit.access import Call
from kit.http import Answer
from kit.ids import ULID_PATTERN

Id = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]


def list_procedures(call: Call, query: answers.CatalogueQuery) -> answers.CataloguePage:
    """Search the catalogue of procedures."""
    return views.catalogue(store(), query, runtime.cursors(), call.now)


def get_procedure(call: Call, code: ProcedureCode) -> Answer:
    """A procedure in the version in force."""
    found = views.procedure(store(), code, call.now)
    return Answer(found, etag=f"{code}-{found.version}")


def put_procedure(call: Call, code: ProcedureCode, body: ProcedureContent) -> answers.PublishedView:
    """Publish a version of a procedure, in force from its `valid_from`; the same content again changes nothing."""
    version = actions.put_procedure(store(), code, body, at=call.now)
    return answers.PublishedView(code=code, version=version)


def get_me(call: Call) -> Profile:
    """Who the caller said they are."""
    return views.profile(store(), call)


def put_me(call: Call, body: Profile) -> Profile:
    """Say who one is and where notices go."""
    return actions.put_person(store(), call.sub, body, at=call.now).profile


def list_my_dossiers(call: Call, query: answers.PageQuery) -> answers.DossierPage:
    """The caller's dossiers."""
    return views.my_dossiers(store(), query, runtime.cursors(), call)


def begin_draft(call: Call, body: NewDraft) -> answers.DraftView:
    """Begin a draft."""
    return views.draft_view(store(), actions.begin_draft(store(), body, call), call)


def get_draft(call: Call, draft: Id) -> answers.DraftView:
    """One's own draft, with what filing it now would cost."""
    return views.draft_view(store(), actions.own_draft(store(), draft, call), call)


def put_draft(call: Call, draft: Id, body: DraftAnswers) -> answers.DraftView:
    """Replace a draft's answers."""
    return views.draft_view(store(), actions.answer(store(), draft, body.answers, call), call)


def attach_paper(call: Call, draft: Id, body: NewPaper) -> answers.UploadView:
    """Announce a paper and get the form to upload it with, good for ten minutes."""
    return views.upload_view(store(), checking.attach(store(), draft, body, call), call)


def get_paper(call: Call, draft: Id, paper: Id) -> answers.PaperView:
    """What became of a paper."""
    return views.paper_view(store(), actions.own_draft(store(), draft, call), paper)


def file_draft(call: Call, draft: Id, body: Filing) -> answers.FiledView:
    """File a draft: it becomes a dossier with a code and a look-up key."""
    return views.filed_view(actions.file(store(), draft, body, call))


def get_dossier(call: Call, code: DossierCode) -> answers.DossierView:
    """A dossier as filed."""
    return views.dossier_view(store(), code, call)
