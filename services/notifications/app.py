"""The doors of notifications."""

from typing import Any

from contracts.routes import NOTIFICATIONS, ROUTES
from contracts.terms import DossierCode
from kit import runtime
from kit.access import CITIZEN, SIGNED_IN, Call
from kit.app import service_app
from kit.consumer import consume
from kit.http import Api
from kit.model import JsonDict
from notifications import actions, views
from notifications.functions import ears, store
from notifications.views import NoticesView, PageQuery, PreferencesBody, PreferencesView

app = service_app(NOTIFICATIONS)
api = Api(app)


@api.get("/v1/me/preferences", access=CITIZEN, answers=PreferencesView)
def get_preferences(call: Call) -> PreferencesView:
    """What I chose about notices."""
    return views.preferences(store().preferences(call.sub))


@api.put("/v1/me/preferences", access=CITIZEN, answers=PreferencesView)
def put_preferences(call: Call, body: PreferencesBody) -> PreferencesView:
    """Choose whether to get mails that the law does not ask for, and the language of notices."""
    known = actions.choose(store(), call.sub, mail=body.mail, language=body.language, now=call.now)
    return views.preferences(known)


@api.get("/v1/dossiers/{code}/notices", access=SIGNED_IN, answers=NoticesView)
def list_notices(call: Call, code: DossierCode, query: PageQuery) -> NoticesView:
    """What was told about a dossier and what became of each message, without addresses or texts."""
    return views.notices_of(store(), runtime.cursors(), call, code, query)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hear a batch of messages."""
    return consume(event, context, ears())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001 - Lambda's signature
    """Send new events to their hearers."""
    runtime.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001 - Chalice's signature
    """Send what stayed unsent, and try what is parked."""
    runtime.sweep(ROUTES, ears())
