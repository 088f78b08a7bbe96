"""Documents' doors: verification and keys for everybody, files for those they concern; and the functions behind."""

# ruff: noqa: ARG001 - a door takes what kit and Lambda hand in

from typing import Any

from contracts.routes import ROUTES
from contracts.terms import DossierCode
from documents.api import handlers
from documents.bootstrap import inbox as ears
from documents.bootstrap import store
from kit import bootstrap
from kit.core.model import JsonDict
from kit.http.access import PUBLIC, SIGNED_IN
from kit.http.chalice_adapter import service_app
from kit.http.context import RequestContext
from kit.http.legacy import Router
from kit.messaging.inbox import consume

app = service_app("documents")
api = Router(app)
NO_LINK = (handlers.NotSealed, handlers.FeeUnpaid)


@api.post(
    "/v1/verifications",
    access=PUBLIC,
    answers=handlers.Verification,
    creates=False,
    codes=("one_of",),
)
def verify_file(request: RequestContext, body: handlers.VerificationBody) -> handlers.Verification:
    """Say whether the file with this SHA-256, or the document with this code, is one of ours, and give its seal."""
    return handlers.verification(store(), body)


@api.get("/v1/keys", access=PUBLIC, answers=handlers.KeyList, etag=True)
def list_keys(request: RequestContext) -> handlers.KeyList:
    """The public keys that seal documents."""
    return handlers.keys(store())


@api.get("/v1/dossiers/{code}/documents", access=SIGNED_IN, answers=handlers.DocumentList)
def list_documents(request: RequestContext, code: DossierCode) -> handlers.DocumentList:
    """The documents of a dossier."""
    return handlers.documents_of(store(), code, request)


@api.get("/v1/documents/{document}/link", access=SIGNED_IN, answers=handlers.Link, problems=NO_LINK)
def link_document(request: RequestContext, document: handlers.Id) -> handlers.Link:
    """A link that downloads a document's file, good for five minutes."""
    return handlers.link(store(), document, request)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hears what other services say."""
    return consume(event, context, ears())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:
    """Sends our events to their hearers."""
    bootstrap.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:
    """Sends again what stayed unsent, and tries what is parked."""
    bootstrap.sweep(ROUTES, ears())
