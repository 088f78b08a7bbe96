"""The routes of payments: those of payers, officials, accountants and providers."""

from typing import Any, Protocol

from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from payments.api.accounting import routes as accounting
from payments.api.accounting.handlers import AccountingHandlers
from payments.api.official import routes as official
from payments.api.official.handlers import OfficialHandlers
from payments.api.payer import routes as payer
from payments.api.payer.handlers import PayerHandlers
from payments.api.refunds import routes as refunds
from payments.api.refunds.handlers import RefundHandlers
from payments.api.statements import routes as statements
from payments.api.statements.handlers import StatementHandlers
from payments.api.webhooks import routes as webhooks
from payments.api.webhooks.handlers import WebhookHandlers


class Handlers(Protocol):
    """What the routes are served by, made with the first request."""

    @property
    def payer(self) -> PayerHandlers: ...

    @property
    def official(self) -> OfficialHandlers: ...

    @property
    def refunds(self) -> RefundHandlers: ...

    @property
    def accounting(self) -> AccountingHandlers: ...

    @property
    def statements(self) -> StatementHandlers: ...

    @property
    def webhooks(self) -> WebhookHandlers: ...

    @property
    def dispatcher(self) -> Dispatcher: ...


def create_router(handlers: Handlers) -> Router[Any]:
    """Every route of the service."""
    router: Router[Any] = payer.create_router(lambda: handlers.payer, lambda: handlers.dispatcher)
    others: tuple[Router[Any], ...] = (
        official.create_router(lambda: handlers.official, lambda: handlers.dispatcher),
        refunds.create_router(lambda: handlers.refunds, lambda: handlers.dispatcher),
        accounting.create_router(lambda: handlers.accounting, lambda: handlers.dispatcher),
        statements.create_router(lambda: handlers.statements, lambda: handlers.dispatcher),
        webhooks.create_router(lambda: handlers.webhooks, lambda: handlers.dispatcher),
    )
    for other in others:
        router.include(other)
    return router
