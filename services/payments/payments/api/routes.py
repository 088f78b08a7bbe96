"""The routes of payments: those of payers, officials, accountants and providers.

Each function imports the routes that it serves: the webhook none of officials, the payers' answers
nothing of accountants.
"""

from typing import TYPE_CHECKING, Any, Protocol

from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

if TYPE_CHECKING:
    from payments.api.accounting.handlers import AccountingHandlers
    from payments.api.cash.handlers import CashHandlers
    from payments.api.official.handlers import OfficialHandlers
    from payments.api.payer.handlers import PayerHandlers
    from payments.api.refunds.handlers import RefundHandlers
    from payments.api.statements.handlers import StatementHandlers
    from payments.api.webhooks.handlers import WebhookHandlers


class Handlers(Protocol):
    """What the routes are served by, made with the first request."""

    @property
    def payer(self) -> "PayerHandlers": ...

    @property
    def official(self) -> "OfficialHandlers": ...

    @property
    def refunds(self) -> "RefundHandlers": ...

    @property
    def accounting(self) -> "AccountingHandlers": ...

    @property
    def cash(self) -> "CashHandlers": ...

    @property
    def statements(self) -> "StatementHandlers": ...

    @property
    def webhooks(self) -> "WebhookHandlers": ...

    @property
    def dispatcher(self) -> Dispatcher: ...


def create_router(handlers: Handlers) -> Router[Any]:
    """Every route of the service."""
    groups = _Groups(handlers)
    router: Router[Any] = Router(lambda: handlers, lambda: handlers.dispatcher)
    router.defer("/v1/dossiers/", "/v1/fees/", "/v1/payments/", create=groups.payer)
    router.defer("/v1/fees/", "/v1/payments", create=groups.official)
    router.defer("/v1/payments/", "/v1/refunds", create=groups.refunds)
    router.defer("/v1/discrepancies", "/v1/days", create=groups.accounting)
    router.defer("/v1/shift", "/v1/handovers", create=groups.cash)
    router.defer("/v1/statements", create=groups.statements)
    router.defer("/v1/webhooks/", create=groups.webhooks)
    return router


class _Groups:
    """The routers, each imported when it is made."""

    def __init__(self, handlers: Handlers) -> None:
        self._handlers = handlers

    def payer(self) -> Router[Any]:
        from payments.api.payer.routes import create_router

        return create_router(lambda: self._handlers.payer, self._dispatcher)

    def official(self) -> Router[Any]:
        from payments.api.official.routes import create_router

        return create_router(lambda: self._handlers.official, self._dispatcher)

    def refunds(self) -> Router[Any]:
        from payments.api.refunds.routes import create_router

        return create_router(lambda: self._handlers.refunds, self._dispatcher)

    def accounting(self) -> Router[Any]:
        from payments.api.accounting.routes import create_router

        return create_router(lambda: self._handlers.accounting, self._dispatcher)

    def cash(self) -> Router[Any]:
        from payments.api.cash.routes import create_router

        return create_router(lambda: self._handlers.cash, self._dispatcher)

    def statements(self) -> Router[Any]:
        from payments.api.statements.routes import create_router

        return create_router(lambda: self._handlers.statements, self._dispatcher)

    def webhooks(self) -> Router[Any]:
        from payments.api.webhooks.routes import create_router

        return create_router(lambda: self._handlers.webhooks, self._dispatcher)

    def _dispatcher(self) -> Dispatcher:
        return self._handlers.dispatcher
