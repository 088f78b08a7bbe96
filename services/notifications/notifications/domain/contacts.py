"""Keeping whom to tell: contact data from the filing on, and who owns the dossier."""

from datetime import datetime

from contracts.intake import AccessChanged, DossierFiled
from kit.core.events import Envelope
from notifications.domain.correspondence import opened, with_owner
from notifications.repository import Store


def open_correspondence(store: Store, heard: Envelope, now: datetime) -> None:
    """Keep the contact data of a dossier that was filed; hearing it again changes nothing."""
    if store.correspondence(heard.subject) is None:
        store.commit(opened(heard, store.read(heard, DossierFiled)), now)


def change_owner(store: Store, heard: Envelope, now: datetime) -> None:
    """Keep who owns a dossier; an older message than the last changes nothing. Raises Early."""
    known = store.filed(heard)
    if heard.sequence > known.owner_since:
        changed = store.read(heard, AccessChanged)
        store.commit(with_owner(known, changed, heard.sequence), now)
