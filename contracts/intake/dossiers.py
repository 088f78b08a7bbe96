"""Dossiers after their filing: who has them, their supplements and withdrawal."""

from typing import Any

from contracts.terms import (
    Contact,
    FiledPaper,
    HandedPaper,
    Owner,
    Representative,
)
from kit.core.model import Event, Sealed


class DossierSupplemented(Event):
    """The citizen sent what was asked for. `awaited` are attachments whose files are still to be
    fetched from the National Portal.
    """

    TYPE = "dossier.supplemented"

    request: str
    papers: tuple[FiledPaper, ...]
    answers: Sealed[dict[str, Any]]
    handed_papers: tuple[HandedPaper, ...] = ()
    awaited: tuple[str, ...] = ()


class DossierPaperReceived(Event):
    """A paper of a dossier that was filed at the National Portal: its file came and is checked."""

    TYPE = "dossier.paper_received"

    paper: FiledPaper


class WithdrawalRequested(Event):
    """The citizen asks to withdraw the dossier."""

    TYPE = "dossier.withdrawal_requested"

    reason: Sealed[str]


class AccessChanged(Event):
    """Who may see the dossier has changed."""

    TYPE = "dossier.access_changed"

    owner: Owner
    representatives: Sealed[tuple[Representative, ...]]


class ContactChanged(Event):
    """Where the notices of the dossier go from now on; None: the desk brings them.

    `former` is the phone and mailbox that a desk replaced: a notice goes there, too.
    """

    TYPE = "dossier.contact_changed"

    contact: Sealed[Contact | None] = None
    former: Sealed[Contact | None] = None


class KeyReplaced(Event):
    """The look-up key was replaced."""

    TYPE = "dossier.key_replaced"

    lookup_key: Sealed[str]


class ErasureOrdered(Event):
    """The personal data of the dossier are to be erased, as an official of the province decided.

    `request` is the id of the person's request, `by` the official's subject.
    """

    TYPE = "dossier.erasure_ordered"

    request: str
    by: str
    role: str
