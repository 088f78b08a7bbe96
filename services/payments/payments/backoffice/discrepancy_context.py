"""The context of a discrepancy: the bank's lines and the fees that it refers to."""

from collections.abc import Sequence
from dataclasses import dataclass

from payments.domain.discrepancy import Discrepancy
from payments.domain.fee import Fee
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class DiscrepancyContext:
    """The bank's `lines`, the discrepancy's own first, opened; `proposed` are the fees that its
    text may mean. Personal.
    """

    lines: Sequence[ProviderEvent] = ()
    proposed: Sequence[Fee] = ()

    @property
    def discloses(self) -> bool:
        """Whether it holds what a bank says of people."""
        return any(isinstance(line.details, BankDetails) for line in self.lines)


def discrepancy_context(
    payments: PaymentRepository, discrepancy: Discrepancy
) -> DiscrepancyContext:
    """Of a number that stands on two lines, both."""
    own = payments.provider_event_opened(discrepancy.line) if discrepancy.line else None
    other = getattr(own and own.report, "same_number", None)
    lines = (own, payments.provider_event_opened(other) if other else None)
    return DiscrepancyContext(
        lines=tuple(filter(None, lines)),
        proposed=tuple(filter(None, map(payments.fee_if_any, discrepancy.proposed))),
    )
