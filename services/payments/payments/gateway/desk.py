"""The cash desk of a centre as a provider: an official takes the money, and no machine is asked."""

from collections.abc import Iterator
from datetime import datetime

from payments.gateway.port import Can, Opened, Order, Refunded, RefundOrder, Seen, Settled
from payments.notification import Notification


class ByHand(Exception):
    """A provider was asked for what its `can` denies: the caller's mistake."""


class Desk:
    """Takes cash; what it gave and took is known from the ledger alone."""

    can = Can()

    def start(self, order: Order, key: str) -> Opened:  # noqa: ARG002
        """The try is open at the desk."""
        return Opened(session=f"desk:{order.payment}")

    def query(self, session: str) -> Seen:
        """Never asked."""
        raise ByHand(session)

    def close(self, session: str, key: str) -> Seen:  # noqa: ARG002
        """Never asked."""
        raise ByHand(session)

    def refund(self, order: RefundOrder, key: str) -> Refunded:  # noqa: ARG002
        """Never asked."""
        raise ByHand(order.refund)

    def find_refund(self, order: RefundOrder) -> Refunded | None:
        """Never asked."""
        raise ByHand(order.refund)

    def list_settled(self, since: datetime, until: datetime) -> Iterator[Settled]:  # noqa: ARG002
        """Nothing: the desk has no book but ours."""
        return iter(())

    def list_told(self, since: datetime) -> Iterator[Notification]:  # noqa: ARG002
        """Nothing."""
        return iter(())


def from_settings() -> Desk:
    """The desk."""
    return Desk()
