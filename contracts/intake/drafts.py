"""Drafts before their filing."""

from contracts.terms import Contact, Moment
from kit.core.model import Event, Sealed


class DraftExpiring(Event):
    """A draft will be deleted soon."""

    TYPE = "dossier.draft_expiring"

    expires: Moment
    contact: Sealed[Contact]
