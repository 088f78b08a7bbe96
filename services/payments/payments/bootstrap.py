"""What the functions of payments work with.

Handlers are imported where they are made: each function must start fast.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from contracts.routes import PAYMENTS, PUBLISHERS, ROUTES
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import UNLIMITED, Budget
from kit.core.model import JsonDict
from kit.http.lookup_attempt import LookupRateLimit
from kit.http.router import Router
from kit.resources import Resources
from payments.adapters.surroundings import Surroundings, deployed_surroundings
from payments.api.routes import create_router
from payments.providers.registry import Providers
from payments.repository import PaymentRepository

if TYPE_CHECKING:
    from kit.messaging.inbox import EventHandlers
    from kit.messaging.sweeper import Sweep
    from payments.api.accounting.handlers import AccountingHandlers
    from payments.api.cash.handlers import CashHandlers
    from payments.api.official.handlers import OfficialHandlers
    from payments.api.payer.handlers import PayerHandlers
    from payments.api.refunds.handlers import RefundHandlers
    from payments.api.statements.handlers import StatementHandlers
    from payments.api.webhooks.handlers import WebhookHandlers
    from payments.reconciliation.statement_files import StatementFiles

LAST_SECONDS = 60.0
"""Of the reader's and the reconciler's time, for the step that has begun when it ends."""


class Payments(ServiceBootstrap):
    """The service; `surroundings` are those of its settings where none are given."""

    def __init__(self, resources: Resources, surroundings: Surroundings | None = None) -> None:
        super().__init__(PAYMENTS, ROUTES, PUBLISHERS, resources)
        self._surroundings = surroundings or deployed_surroundings()

    @cached_property
    def repository(self) -> PaymentRepository:
        """The only way to the table."""
        resources = self.resources
        return PaymentRepository(
            resources.table,
            resources.vault,
            self._surroundings.bodies,
            resources.directory.tree,
        )

    @property
    def providers(self) -> Providers:
        """The providers that money can go through."""
        return self._surroundings.providers

    @cached_property
    def router(self) -> Router[Any]:
        """The HTTP side."""
        return create_router(self)

    @cached_property
    def payer(self) -> "PayerHandlers":
        """Routes of those who pay."""
        from payments.api.payer.handlers import DossierAccess, PayerHandlers

        rate_limit = LookupRateLimit(
            self._surroundings.failed_attempts(),
            self._surroundings.lookup_secret,
            self._surroundings.visitor_secret,
        )
        access = DossierAccess(self.repository, rate_limit)
        return PayerHandlers(
            self.repository, self.providers, access, self._surroundings.allowed_returns
        )

    @cached_property
    def official(self) -> "OfficialHandlers":
        """Routes of cashiers and accountants."""
        from payments.api.official.handlers import OfficialHandlers

        return OfficialHandlers(
            self.repository,
            self.providers,
            self.resources.cursors,
            self._surroundings.second_official_above(),
        )

    @cached_property
    def refunds(self) -> "RefundHandlers":
        """Routes of refunds."""
        from payments.api.refunds.handlers import RefundHandlers

        return RefundHandlers(self.repository, self.providers, self.resources.cursors)

    @cached_property
    def cash(self) -> "CashHandlers":
        """Routes of cash shifts."""
        from payments.api.cash.handlers import CashHandlers

        return CashHandlers(self.repository, self.resources.cursors)

    @cached_property
    def accounting(self) -> "AccountingHandlers":
        """Routes of discrepancies and days."""
        from payments.api.accounting.handlers import AccountingHandlers

        return AccountingHandlers(self.repository, self.providers, self.resources.cursors)

    @cached_property
    def statements(self) -> "StatementHandlers":
        """Routes of bank statements."""
        from payments.api.statements.handlers import StatementHandlers

        return StatementHandlers(
            self.repository, self._surroundings.statement_account, lambda: self.statement_files
        )

    @cached_property
    def statement_files(self) -> "StatementFiles":
        """Where uploaded statements lie until they are read."""
        return self._surroundings.statement_files()

    @cached_property
    def webhooks(self) -> "WebhookHandlers":
        """The route of providers."""
        from payments.api.webhooks.handlers import WebhookHandlers

        return WebhookHandlers(self.repository, self.providers.callback)

    @cached_property
    def event_handlers(self) -> "EventHandlers":
        from payments.events import PaymentsEvents

        events = PaymentsEvents(
            self.repository, self.providers, self.clock, self._surroundings.lookup_secret
        )
        return events.handlers()

    @property
    def sweeps(self) -> Mapping[str, "Sweep"]:
        """First what ends by time: no subscriber and no message delays a deadline."""
        return {"overdue": self._expire, **super().sweeps, "tax": self.report_to_tax_authority}

    def _expire(self, budget: Budget) -> None:
        from payments.schedules.expire import expire_overdue

        bank_lag = self._surroundings.bank_lag()
        expire_overdue(self.repository, self.providers, self.clock(), budget, bank_lag=bank_lag)

    def report_to_tax_authority(self, budget: Budget = UNLIMITED) -> None:
        """Send what the tax authority has not got; reports how much waits where nothing is sent."""
        from payments.adapters.body_signer import KmsBodySigner
        from payments.tax_reports.send import TaxReporter

        authority = self._surroundings.tax_authority()
        signer = (self._surroundings.body_signer or KmsBodySigner)()
        TaxReporter(self.repository, authority, signer).run(self.clock(), budget)

    def poll(self) -> None:
        """The poller function."""
        from payments.schedules.poll import poll

        poll(self.repository, self.providers, self.clock())

    def backfill(self) -> None:
        """The back-fill function."""
        from payments.schedules.backfill import backfill

        backfill(self.repository, self.providers, self.clock())

    def reconcile(self, context: Any = None) -> None:
        """The reconciler function."""
        from payments.reconciliation.day_comparison import Pace
        from payments.reconciliation.run import reconcile_due
        from payments.reconciliation.waiting_statements import report_waiting_statements

        report_waiting_statements(self.repository, self.clock())
        pace = Pace(Budget.of(context, LAST_SECONDS))
        reconcile_due(self.repository, self.providers, self.clock(), pace)

    def read_statements(self, event: JsonDict, context: Any) -> JsonDict:
        """The reader function: take the statements that S3 announces."""
        from payments.adapters.statement_notifications import read_statements
        from payments.reconciliation.take_statement import StatementReader

        account = self._surroundings.statement_account
        reader = StatementReader(self.repository, self.statement_files, account)
        budget = Budget.of(context, LAST_SECONDS)
        return read_statements(
            event,
            context,
            lambda upload: reader.take(upload, self.clock(), budget),
            self.resources.redelivery,
        )
