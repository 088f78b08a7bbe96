"""Keeping whom to tell: contact data from the filing on, and who owns the dossier."""

from datetime import datetime

from contracts.intake import AccessChanged, DossierFiled
from kit.core.events import Envelope
from notifications.domain.correspondence import opened, with_owner
from notifications.repository import Store


def open_correspondence(store: Store, message: Envelope, now: datetime) -> None:
    """Keep the contact data of a dossier that was filed; hearing it again changes nothing."""
    if store.correspondence(message.subject) is None:
        store.commit(opened(message, store.read(message, DossierFiled)), now)


def change_owner(store: Store, message: Envelope, now: datetime) -> None:
    """Keep who owns a dossier; an older message than the last changes nothing. Raises Early."""
    known = store.filed(message)
    if message.sequence > known.owner_since:
        changed = store.read(message, AccessChanged)
        store.commit(with_owner(known, changed, message.sequence), now)
