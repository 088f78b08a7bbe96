"""The reported payment: the national portal says that a dossier came paid."""

from datetime import datetime
from hashlib import sha256

from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import PaymentReported


def reported_charge_id(dossier: str) -> str:
    """The ledger's id of what the national portal reports of a dossier: it names no id itself."""
    return f"national:{dossier}"


def reported_event(
    provider: str, dossier: str, amount: int, reported_at: datetime
) -> ProviderEvent:
    """The report as it is stored: one a dossier."""
    return ProviderEvent(
        id=reported_charge_id(dossier),
        dossier=dossier,
        provider=provider,
        kind="reported",
        object=dossier,
        digest=sha256(f"{dossier}|{amount}".encode()).hexdigest(),
        at=reported_at,
        report=PaymentReported(dossier=dossier, amount=amount),
    )
