"""Intake's doors: the catalogue, the person, drafts, papers, filing; and the functions behind its queues."""

from typing import Any

from contracts.routes import ROUTES
from intake.api import handlers, problems, schemas
from intake.attachments import check
from intake.bootstrap import inbox as heard
from intake.bootstrap import sealed_store
from intake.domain.person import BROKEN, Profile
from kit import bootstrap
from kit.core.errors import NotFound
from kit.core.model import JsonDict
from kit.http.access import CITIZEN, PUBLIC, SIGNED_IN, staff
from kit.http.chalice_adapter import service_app
from kit.http.legacy import Router
from kit.messaging import inbox as consumer

app = service_app("intake")
api = Router(app)
EDITOR = staff("catalogue_editor", province=True)

api.get("/v1/procedures", access=PUBLIC, answers=schemas.CataloguePage, etag=True)(
    handlers.list_procedures
)
api.get("/v1/procedures/{code}", access=PUBLIC, answers=schemas.ProcedureView, etag=True)(
    handlers.get_procedure
)
api.put(
    "/v1/procedures/{code}",
    access=EDITOR,
    answers=schemas.PublishedView,
    problems=problems.PUBLISHING,
)(handlers.put_procedure)
api.get("/v1/me", access=CITIZEN, answers=Profile, problems=(NotFound,))(handlers.get_me)
api.put("/v1/me", access=CITIZEN, answers=Profile, codes=tuple(BROKEN))(handlers.put_me)
api.get("/v1/me/dossiers", access=CITIZEN, answers=schemas.DossierPage)(handlers.list_my_dossiers)
api.post("/v1/drafts", access=CITIZEN, answers=schemas.DraftView, problems=problems.BEGINNING)(
    handlers.begin_draft
)
api.get("/v1/drafts/{draft}", access=CITIZEN, answers=schemas.DraftView, problems=problems.QUOTING)(
    handlers.get_draft
)
api.put(
    "/v1/drafts/{draft}", access=CITIZEN, answers=schemas.DraftView, problems=problems.ANSWERING
)(handlers.put_draft)
api.post(
    "/v1/drafts/{draft}/papers",
    access=CITIZEN,
    answers=schemas.UploadView,
    problems=problems.ATTACHING,
)(handlers.attach_paper)
api.get("/v1/drafts/{draft}/papers/{paper}", access=CITIZEN, answers=schemas.PaperView)(
    handlers.get_paper
)
api.post(
    "/v1/drafts/{draft}/filing", access=CITIZEN, answers=schemas.FiledView, problems=problems.FILING
)(handlers.file_draft)
api.get("/v1/dossiers/{code}", access=SIGNED_IN, answers=schemas.DossierView)(handlers.get_dossier)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hear what other services say."""
    return consumer.consume(event, context, heard())


@app.lambda_function(name="checker")
def checker(event: JsonDict, context: Any) -> JsonDict:
    """Check papers that arrived in quarantine."""
    return check.check_batch(event, context, sealed_store())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Send new events to their hearers."""
    bootstrap.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Send again what stayed unsent, and try what is parked."""
    bootstrap.sweep(ROUTES, heard())
