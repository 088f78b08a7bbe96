"""The application of refund reports: how a refund stands at its provider."""

from datetime import datetime

from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import RefundUpdated
from payments.provider_events.apply import Applied
from payments.providers.registry import Providers
from payments.refunds.status import apply_refund_status
from payments.repository import PaymentRepository


def apply_refund_event(
    payments: PaymentRepository,
    _: Providers,
    _event: ProviderEvent,
    report: RefundUpdated,
    at: datetime,
) -> Applied:
    """A refund that we did not make is ignored: the comparison of the day reports it."""
    refund = payments.refund_if_any(report.refund) if report.refund else None
    if refund is None:
        return Applied("ignored: unknown refund")

    changes = apply_refund_status(payments, refund, report.status, at)
    if not changes:
        return Applied(f"ignored: {report.status.state} when {refund.state}")
    return Applied(f"refund {report.status.state}", changes)
