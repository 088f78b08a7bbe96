"""What a provider without machines answers: an adapter that people stand behind only says how a try begins."""

from collections.abc import Iterator
from datetime import datetime

from payments.domain.provider_event import Notification
from payments.providers.port import Can, Refunded, RefundOrder, Seen, Settled


class ByHand(Exception):
    """A provider was asked for what its `can` denies: the caller's mistake."""


class WithoutMachines:
    """The part of a gateway that is never asked, because `can` denies all of it."""

    can = Can()

    def query(self, session: str) -> Seen:
        """Never asked."""
        raise ByHand(session)

    def close(self, session: str, key: str) -> Seen:  # noqa: ARG002
        """Never asked: a try ends here alone, and money that still comes by it is honoured."""
        raise ByHand(session)

    def refund(self, order: RefundOrder, key: str) -> Refunded:  # noqa: ARG002
        """Never asked: an official sends money back."""
        raise ByHand(order.refund)

    def find_refund(self, order: RefundOrder) -> Refunded | None:
        """Never asked."""
        raise ByHand(order.refund)

    def list_settled(self, since: datetime, until: datetime) -> Iterator[Settled]:  # noqa: ARG002
        """Nothing: there is no book to be had by machine."""
        return iter(())

    def list_told(self, since: datetime, until: datetime | None = None) -> Iterator[Notification]:  # noqa: ARG002
        """Nothing."""
        return iter(())
