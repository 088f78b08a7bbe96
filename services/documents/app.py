"""Documents' doors: verification and keys for everybody, files for those they concern; and the functions behind."""

# ruff: noqa: ARG001 - a door takes what kit and Lambda hand in

from typing import Any

from contracts.routes import ROUTES
from contracts.terms import DossierCode
from documents import views
from documents.deployed import inbox as ears
from documents.deployed import store
from kit import runtime
from kit.access import PUBLIC, SIGNED_IN
from kit.app import service_app
from kit.consumer import consume
from kit.http import Api, Call
from kit.model import JsonDict

app = service_app("documents")
api = Api(app)
NO_LINK = (views.NotSealed, views.FeeUnpaid)


@api.post("/v1/verifications", access=PUBLIC, answers=views.Verification, creates=False, codes=("one_of",))
def verify_file(call: Call, body: views.VerificationBody) -> views.Verification:
    """Say whether the file with this SHA-256, or the document with this code, is one of ours, and give its seal."""
    return views.verification(store(), body)


@api.get("/v1/keys", access=PUBLIC, answers=views.KeyList, etag=True)
def list_keys(call: Call) -> views.KeyList:
    """The public keys that seal documents."""
    return views.keys(store())


@api.get("/v1/dossiers/{code}/documents", access=SIGNED_IN, answers=views.DocumentList)
def list_documents(call: Call, code: DossierCode) -> views.DocumentList:
    """The documents of a dossier."""
    return views.documents_of(store(), code, call)


@api.get("/v1/documents/{document}/link", access=SIGNED_IN, answers=views.Link, problems=NO_LINK)
def link_document(call: Call, document: views.Id) -> views.Link:
    """A link that downloads a document's file, good for five minutes."""
    return views.link(store(), document, call)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hears what other services say."""
    return consume(event, context, ears())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:
    """Sends our events to their hearers."""
    runtime.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:
    """Sends again what stayed unsent, and tries what is parked."""
    runtime.sweep(ROUTES, ears())
