"""The handler of providers' webhooks."""

from collections.abc import Callable
from dataclasses import dataclass

from kit.core.errors import NotFound
from kit.http.context import RequestContext
from payments.api.schemas import Provider
from payments.api.webhooks.schemas import WebhookReceived
from payments.provider_events.receive import receive
from payments.providers.port import Callback
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class WebhookHandlers:
    """`callback` answers what reads a provider's webhooks; raises KeyError for an unknown one."""

    payments: PaymentRepository
    callback: Callable[[str], Callback]

    def receive_webhook(self, request: RequestContext, provider: Provider) -> WebhookReceived:
        """Receive a provider's webhook

        Its signature is checked over the raw body. Every event is stored once and applied from a
        queue; a repeat changes nothing.
        """
        try:
            callback = self.callback(provider)
        except KeyError:
            raise NotFound from None
        receive(self.payments, callback, request.raw, request.headers, request.now)
        return WebhookReceived()
