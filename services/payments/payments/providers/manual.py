"""What a provider without machines answers: an adapter that people stand behind only says how a
try begins."""

from collections.abc import Iterator
from datetime import datetime

from payments.domain.balance_transaction import BalanceTransaction
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import RefundStatus
from payments.providers.port import Capabilities, RefundOrder, SessionStatus


class NotAutomated(Exception):
    """A provider was asked for what its `can` denies: the caller's mistake."""


class ManualGateway:
    """The part of a gateway that is never asked, because `can` denies all of it."""

    capabilities = Capabilities()

    def query(self, session: str) -> SessionStatus:
        """Never asked."""
        raise NotAutomated(session)

    def close(self, session: str, key: str) -> SessionStatus:  # noqa: ARG002
        """Never asked: a try ends here alone, and money that still comes by it is honoured."""
        raise NotAutomated(session)

    def refund(self, order: RefundOrder, key: str) -> RefundStatus:  # noqa: ARG002
        """Never asked: an official sends money back."""
        raise NotAutomated(order.refund)

    def find_refund(self, order: RefundOrder) -> RefundStatus | None:
        """Never asked."""
        raise NotAutomated(order.refund)

    def list_balance_transactions(
        self,
        since: datetime,  # noqa: ARG002
        until: datetime,  # noqa: ARG002
    ) -> Iterator[BalanceTransaction]:
        """Nothing: there is no book to be had by machine."""
        return iter(())

    def list_events(
        self,
        since: datetime,  # noqa: ARG002
        until: datetime | None = None,  # noqa: ARG002
    ) -> Iterator[ProviderEvent]:
        """Nothing."""
        return iter(())
