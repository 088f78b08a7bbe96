"""The composition root of payments: everything that its functions work with, made when first used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from contracts.payments import Method
from contracts.routes import ROUTES
from kit.bootstrap import Deployment, Resources, ServiceBootstrap
from kit.http.lookup_rate_limit import DynamoFailedAttempts, FailedAttempts, LookupRateLimit
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform import aws_clients
from kit.platform.secrets import secret
from payments.api.accounting.handlers import AccountingHandlers
from payments.api.official.handlers import OfficialHandlers
from payments.api.payer.access import DossierAccess
from payments.api.payer.handlers import PayerHandlers
from payments.api.routes import create_router
from payments.api.webhooks.handlers import WebhookHandlers
from payments.providers import registry
from payments.providers.port import Callback, Gateway
from payments.repository import PaymentRepository
from payments.settings import settings


@dataclass(frozen=True, kw_only=True, slots=True)
class Outside:
    """What payments reaches beside what every service does; nothing is read before it is called."""

    gateway: Callable[[Method], Gateway]
    callback: Callable[[str], Callback]
    statement_account: Callable[[], str]
    lookup_secret: Callable[[], str]
    failed_attempts: Callable[[], FailedAttempts]
    allowed_returns: Callable[[], Sequence[str]]


class PaymentsBootstrap(ServiceBootstrap):
    """Made once a process by app.py, and by tests with fakes."""

    def __init__(self, resources: Resources, outside: Outside) -> None:
        super().__init__("payments", ROUTES, resources)
        self.outside = outside

    @cached_property
    def payments(self) -> PaymentRepository:
        """The only way to the table."""
        return PaymentRepository(
            self.resources.table, self.resources.vault, self.outside.gateway
        )

    @cached_property
    def event_handlers(self) -> EventHandlers:
        """Routes and schedules start faster without them."""
        from payments.events import PaymentEventHandlers

        handlers = PaymentEventHandlers(self.payments, self.clock, self.outside.lookup_secret)
        return handlers.by_type()

    @cached_property
    def router(self) -> Router[Any]:
        """Every route."""
        return create_router(self)

    @cached_property
    def payer(self) -> PayerHandlers:
        """Routes of those who pay."""
        rate_limit = LookupRateLimit(self.outside.failed_attempts(), self.outside.lookup_secret)
        access = DossierAccess(self.payments, rate_limit)
        return PayerHandlers(self.payments, access, self.outside.allowed_returns)

    @cached_property
    def official(self) -> OfficialHandlers:
        """Routes of cashiers and accountants."""
        return OfficialHandlers(self.payments, self.resources.cursors)

    @cached_property
    def accounting(self) -> AccountingHandlers:
        """Routes of discrepancies, statements and days."""
        return AccountingHandlers(
            self.payments, self.resources.cursors, self.outside.statement_account
        )

    @cached_property
    def webhooks(self) -> WebhookHandlers:
        """The route of providers."""
        return WebhookHandlers(self.payments, self.outside.callback)

    def sweep(self) -> None:
        """Also ends what has run out."""
        from payments.schedules.expire import expire_overdue

        super().sweep()
        expire_overdue(self.payments, self.clock())

    def poll(self) -> None:
        """The poller function."""
        from payments.schedules.poll import poll

        poll(self.payments, self.clock())

    def backfill(self) -> None:
        """The back-fill function."""
        from payments.schedules.backfill import backfill

        backfill(self.payments, self.clock())

    def reconcile(self) -> None:
        """The reconciler function."""
        from payments.reconciliation.run import reconcile_due

        reconcile_due(self.payments, self.clock())


def deployed() -> PaymentsBootstrap:
    """Payments by the settings of its functions."""
    outside = Outside(
        gateway=registry.gateway,
        callback=registry.callback,
        statement_account=_statement_account,
        lookup_secret=lambda: secret(settings().keyhash_secret),
        failed_attempts=lambda: DynamoFailedAttempts(
            settings().table, aws_clients.client("dynamodb")
        ),
        allowed_returns=lambda: settings().allowed_returns,
    )
    return PaymentsBootstrap(Deployment(), outside)


def _statement_account() -> str:
    from payments.providers.bank.transfer import bank_account

    return bank_account().account
