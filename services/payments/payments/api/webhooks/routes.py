"""The route of providers' webhooks."""

from collections.abc import Callable

from kit.core.errors import MalformedRequest
from kit.http.access import PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.operation import JSON
from kit.http.router import Router
from payments.api.webhooks.handlers import WebhookHandlers
from payments.api.webhooks.schemas import WebhookReceived
from payments.providers.callback_signature import BadSignature, UnexpectedEvent


def create_router(
    handlers: Callable[[], WebhookHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[WebhookHandlers]:
    """One route for every provider."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/webhooks/{provider}",
        WebhookHandlers.receive_webhook,
        id="webhooks_receive",
        tag="webhooks",
        access=PUBLIC,
        answers=WebhookReceived,
        creates=False,
        raw=JSON,
        problems=(MalformedRequest, BadSignature, UnexpectedEvent),
    )
    return router
