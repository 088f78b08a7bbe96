"""Intake's doors: the catalogue, the person, drafts, papers, filing; and the functions behind its queues."""

from typing import Annotated, Any

from pydantic import StringConstraints

from contracts.routes import ROUTES
from contracts.terms import DossierCode, ProcedureCode
from intake import actions, answers, checking, refusals, views
from intake.catalogue import ProcedureContent
from intake.deployed import inbox as heard
from intake.deployed import sealed_store, store
from intake.draft import DraftAnswers, NewDraft
from intake.filing import Filing
from intake.paper import NewPaper
from intake.person import BROKEN, Profile
from kit import consumer, runtime
from kit.access import CITIZEN, PUBLIC, SIGNED_IN, Call, staff
from kit.app import service_app
from kit.errors import NotFound
from kit.http import Answer, Api
from kit.ids import ULID_PATTERN
from kit.model import JsonDict

app = service_app("intake")
api = Api(app)
Id = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]


@api.get("/v1/procedures", access=PUBLIC, answers=answers.CataloguePage, etag=True)
def list_procedures(call: Call, query: answers.CatalogueQuery) -> answers.CataloguePage:  # noqa: ARG001
    """Search the catalogue of procedures."""
    return views.catalogue(store(), query, runtime.cursors())


@api.get("/v1/procedures/{code}", access=PUBLIC, answers=answers.ProcedureView, etag=True)
def get_procedure(call: Call, code: ProcedureCode) -> Answer:  # noqa: ARG001
    """A procedure in the version in force."""
    found = views.procedure(store(), code)
    return Answer(found, etag=f"{code}-{found.version}")


@api.put(
    "/v1/procedures/{code}",
    access=staff("catalogue_editor"),
    answers=answers.PublishedView,
    problems=refusals.PUBLISHING,
)
def put_procedure(call: Call, code: ProcedureCode, body: ProcedureContent) -> answers.PublishedView:
    """Publish a version of a procedure; the same content again changes nothing."""
    version = actions.put_procedure(store(), code, body, at=call.now)
    return answers.PublishedView(code=code, version=version)


@api.get("/v1/me", access=CITIZEN, answers=Profile, problems=(NotFound,))
def get_me(call: Call) -> Profile:
    """Who the caller said they are."""
    return views.profile(store(), call)


@api.put("/v1/me", access=CITIZEN, answers=Profile, codes=tuple(BROKEN))
def put_me(call: Call, body: Profile) -> Profile:
    """Say who one is and where notices go."""
    return actions.put_person(store(), call.sub, body, at=call.now).profile


@api.get("/v1/me/dossiers", access=CITIZEN, answers=answers.DossierPage)
def list_my_dossiers(call: Call, query: answers.PageQuery) -> answers.DossierPage:
    """The caller's dossiers."""
    return views.my_dossiers(store(), query, runtime.cursors(), call)


@api.post("/v1/drafts", access=CITIZEN, answers=answers.DraftView, problems=refusals.BEGINNING)
def begin_draft(call: Call, body: NewDraft) -> answers.DraftView:
    """Begin a draft."""
    return views.draft_view(store(), actions.begin_draft(store(), body, call), call)


@api.get("/v1/drafts/{draft}", access=CITIZEN, answers=answers.DraftView, problems=refusals.QUOTING)
def get_draft(call: Call, draft: Id) -> answers.DraftView:
    """One's own draft, with what filing it now would cost."""
    return views.draft_view(store(), actions.own_draft(store(), draft, call), call)


@api.put("/v1/drafts/{draft}", access=CITIZEN, answers=answers.DraftView, problems=refusals.ANSWERING)
def put_draft(call: Call, draft: Id, body: DraftAnswers) -> answers.DraftView:
    """Replace a draft's answers."""
    return views.draft_view(store(), actions.answer(store(), draft, body.answers, call), call)


@api.post("/v1/drafts/{draft}/papers", access=CITIZEN, answers=answers.UploadView, problems=refusals.ATTACHING)
def attach_paper(call: Call, draft: Id, body: NewPaper) -> answers.UploadView:
    """Announce a paper and get the form to upload it with, good for ten minutes."""
    return views.upload_view(store(), checking.attach(store(), draft, body, call), call)


@api.get("/v1/drafts/{draft}/papers/{paper}", access=CITIZEN, answers=answers.PaperView)
def get_paper(call: Call, draft: Id, paper: Id) -> answers.PaperView:
    """What became of a paper."""
    return views.paper_view(store(), actions.own_draft(store(), draft, call), paper)


@api.post("/v1/drafts/{draft}/filing", access=CITIZEN, answers=answers.FiledView, problems=refusals.FILING)
def file_draft(call: Call, draft: Id, body: Filing) -> answers.FiledView:
    """File a draft: it becomes a dossier with a code and a look-up key."""
    return views.filed_view(actions.file(store(), draft, body, call))


@api.get("/v1/dossiers/{code}", access=SIGNED_IN, answers=answers.DossierView)
def get_dossier(call: Call, code: DossierCode) -> answers.DossierView:
    """A dossier as filed."""
    return views.dossier_view(store(), code, call)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hear what other services say."""
    return consumer.consume(event, context, heard())


@app.lambda_function(name="checker")
def checker(event: JsonDict, context: Any) -> JsonDict:
    """Check papers that arrived in quarantine."""
    return checking.check_batch(event, context, sealed_store())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Send new events to their hearers."""
    runtime.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Send again what stayed unsent, and try what is parked."""
    runtime.sweep(ROUTES, heard())
