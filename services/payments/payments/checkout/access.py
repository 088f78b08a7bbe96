"""The access to a dossier's fees by its look-up key, of which only a keyed hash is stored."""

from kit.core.events import Envelope
from kit.core.model import Event, Sealed
from kit.security.lookup_key import hash_key
from payments.repository import PaymentRepository


class KeyCarrier(Event):
    """The only sealed field of `dossier.filed` and `dossier.key_replaced` that is opened here."""

    lookup_key: Sealed[str]


def lookup_hash(payments: PaymentRepository, message: Envelope, secret: str) -> str:
    """The keyed hash of the look-up key in an event."""
    lookup_key = payments.read(message, KeyCarrier).lookup_key
    return hash_key(secret, message.correlation_key, lookup_key)
