"""Intake's doors: the catalogue, the person, drafts, papers, filing; and the functions behind its queues."""

from typing import Any

from contracts.routes import ROUTES
from intake import answers, checking, doors, refusals
from intake.deployed import inbox as heard
from intake.deployed import sealed_store
from intake.person import BROKEN, Profile
from kit import consumer, runtime
from kit.access import CITIZEN, PUBLIC, SIGNED_IN, staff
from kit.app import service_app
from kit.errors import NotFound
from kit.http import Api
from kit.model import JsonDict

app = service_app("intake")
api = Api(app)
EDITOR = staff("catalogue_editor", province=True)

api.get("/v1/procedures", access=PUBLIC, answers=answers.CataloguePage, etag=True)(doors.list_procedures)
api.get("/v1/procedures/{code}", access=PUBLIC, answers=answers.ProcedureView, etag=True)(doors.get_procedure)
api.put("/v1/procedures/{code}", access=EDITOR, answers=answers.PublishedView, problems=refusals.PUBLISHING)(
    doors.put_procedure
)
api.get("/v1/me", access=CITIZEN, answers=Profile, problems=(NotFound,))(doors.get_me)
api.put("/v1/me", access=CITIZEN, answers=Profile, codes=tuple(BROKEN))(doors.put_me)
api.get("/v1/me/dossiers", access=CITIZEN, answers=answers.DossierPage)(doors.list_my_dossiers)
api.post("/v1/drafts", access=CITIZEN, answers=answers.DraftView, problems=refusals.BEGINNING)(doors.begin_draft)
api.get("/v1/drafts/{draft}", access=CITIZEN, answers=answers.DraftView, problems=refusals.QUOTING)(doors.get_draft)
api.put("/v1/drafts/{draft}", access=CITIZEN, answers=answers.DraftView, problems=refusals.ANSWERING)(doors.put_draft)
api.post("/v1/drafts/{draft}/papers", access=CITIZEN, answers=answers.UploadView, problems=refusals.ATTACHING)(
    doors.attach_paper
)
api.get("/v1/drafts/{draft}/papers/{paper}", access=CITIZEN, answers=answers.PaperView)(doors.get_paper)
api.post("/v1/drafts/{draft}/filing", access=CITIZEN, answers=answers.FiledView, problems=refusals.FILING)(
    doors.file_draft
)
api.get("/v1/dossiers/{code}", access=SIGNED_IN, answers=answers.DossierView)(doors.get_dossier)


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
