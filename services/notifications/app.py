"""The doors of notifications."""

from typing import Any

from contracts.routes import NOTIFICATIONS, ROUTES
from contracts.terms import DossierCode
from kit import bootstrap
from kit.core.model import JsonDict
from kit.http.access import CITIZEN, SIGNED_IN
from kit.http.chalice_adapter import service_app
from kit.http.context import RequestContext
from kit.http.router import Router
from kit.messaging.inbox import consume
from notifications.api import handlers
from notifications.api.handlers import NoticesView, PageQuery, PreferencesBody, PreferencesView
from notifications.bootstrap import ears, store
from notifications.preferences import choose

app = service_app(NOTIFICATIONS)
api = Router(app)


@api.get("/v1/me/preferences", access=CITIZEN, answers=PreferencesView)
def get_preferences(request: RequestContext) -> PreferencesView:
    """What I chose about notices."""
    return handlers.preferences(store().preferences(request.sub))


@api.put("/v1/me/preferences", access=CITIZEN, answers=PreferencesView)
def put_preferences(request: RequestContext, body: PreferencesBody) -> PreferencesView:
    """Choose whether to get mails that the law does not ask for, and the language of notices."""
    known = choose.choose(
        store(), request.sub, mail=body.mail, language=body.language, now=request.now
    )
    return handlers.preferences(known)


@api.get("/v1/dossiers/{code}/notices", access=SIGNED_IN, answers=NoticesView)
def list_notices(request: RequestContext, code: DossierCode, query: PageQuery) -> NoticesView:
    """What was told about a dossier and what became of each message, without addresses or texts."""
    return handlers.notices_of(store(), bootstrap.cursors(), request, code, query)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hear a batch of messages."""
    return consume(event, context, ears())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001 - Lambda's signature
    """Send new events to their hearers."""
    bootstrap.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001 - Chalice's signature
    """Send what stayed unsent, and try what is parked."""
    bootstrap.sweep(ROUTES, ears())
