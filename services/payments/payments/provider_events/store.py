"""The storage of provider events: verified and stored once; the queue applies them."""

from datetime import datetime

from kit.persistence.repository import Conflict
from payments.domain.provider_event import ProviderEvent, received
from payments.repository import PaymentRepository


def store_once(payments: PaymentRepository, event: ProviderEvent, at: datetime) -> bool:
    """Whether the event was new: providers repeat theirs until they are answered."""
    try:
        payments.commit([received(payments.in_bank_vault(event))], at=at)
    except Conflict:
        return False
    return True
