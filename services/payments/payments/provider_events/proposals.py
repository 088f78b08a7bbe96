"""The fees that a transfer's text may mean: proposed to an official, who decides."""

from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_report import BankTransactionReport
from payments.repository import PaymentRepository


def proposed_fees(payments: PaymentRepository, report: BankTransactionReport) -> tuple[str, ...]:
    """Those of its references, then those that are due of the dossiers whose codes it names."""
    of_dossiers = (
        fee.id
        for code in report.dossiers
        if (dossier := payments.dossier_if_filed(code)) is not None
        for fee in payments.fees_of(dossier)
        if fee.state == "due"
    )
    return tuple(dict.fromkeys((*fees_by_reference(payments, report), *of_dossiers)))


def fees_by_reference(
    payments: PaymentRepository, report: BankTransactionReport
) -> tuple[str, ...]:
    """The fees of the attempts that its references name."""
    named = (payments.named_by([reference]) for reference in report.references)
    return tuple(dict.fromkeys(each.fee for each in named if isinstance(each, PaymentAttempt)))
