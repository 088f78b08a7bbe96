"""The gateway of providers that have no machine: people do what its capabilities deny."""

from collections.abc import Iterator
from datetime import datetime

from payments.domain.balance_transaction import BalanceTransaction
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import RefundStatus
from payments.providers.port import Capabilities, RefundOrder, SessionStatus


class NotAutomated(Exception):
    """A provider was asked for what its capabilities deny: the caller's mistake."""


class ManualGateway:
    """All but `start`. An attempt ends here alone, and money that still comes by it is honoured."""

    capabilities = Capabilities()

    def query(self, session: str) -> SessionStatus:
        """Raises NotAutomated."""
        raise NotAutomated(session)

    def close(self, session: str, key: str) -> SessionStatus:  # noqa: ARG002
        """Raises NotAutomated."""
        raise NotAutomated(session)

    def refund(self, order: RefundOrder, key: str) -> RefundStatus:  # noqa: ARG002
        """Raises NotAutomated: an official sends money back."""
        raise NotAutomated(order.refund)

    def find_refund(self, order: RefundOrder) -> RefundStatus | None:
        """Raises NotAutomated."""
        raise NotAutomated(order.refund)

    def list_balance_transactions(
        self,
        since: datetime,  # noqa: ARG002
        until: datetime,  # noqa: ARG002
    ) -> Iterator[BalanceTransaction]:
        """None: no machine lists the books."""
        return iter(())

    def list_events(
        self,
        since: datetime,  # noqa: ARG002
        until: datetime | None = None,  # noqa: ARG002
    ) -> Iterator[ProviderEvent]:
        """None."""
        return iter(())
