"""Drafts, and dossiers from their filing on: who has them, their supplements and withdrawal."""

from typing import Any

from contracts.required_documents import GroundedRequest, PaperStatement
from contracts.terms import (
    AgencyCode,
    Applicant,
    Channel,
    Contact,
    Day,
    FiledPaper,
    HandedPaper,
    Moment,
    Owner,
    ProcedureRef,
    Quote,
    Representative,
)
from kit.core.model import Event, Sealed


class DraftExpiring(Event):
    """A draft will be deleted soon."""

    TYPE = "dossier.draft_expiring"

    expires: Moment
    contact: Sealed[Contact]


class DossierFiled(Event):
    """A dossier was filed: all that hearers need of it; `case` (trường hợp) chooses the limit."""

    TYPE = "dossier.filed"

    procedure: ProcedureRef
    agency: AgencyCode
    agency_name: str
    owner: Owner | None = None
    applicant: Sealed[Applicant]
    contact: Sealed[Contact | None] = None
    representative: Sealed[Representative | None] = None
    channel: Channel
    papers: tuple[FiledPaper, ...]
    answers: Sealed[dict[str, Any]]
    quote: Quote
    lookup_key: Sealed[str]
    case: str | None = None
    received_at: Moment | None = None
    posted_on: Day | None = None
    handed_papers: tuple[HandedPaper, ...] = ()
    paper_statement: Sealed[PaperStatement | None] = None
    grounds: tuple[GroundedRequest, ...] = ()
    missing_papers: tuple[str, ...] = ()


class DossierSupplemented(Event):
    """The citizen sent what was asked for."""

    TYPE = "dossier.supplemented"

    request: str
    papers: tuple[FiledPaper, ...]
    answers: Sealed[dict[str, Any]]
    handed_papers: tuple[HandedPaper, ...] = ()


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
    """Where the notices of the dossier go from now on; None: the desk brings them."""

    TYPE = "dossier.contact_changed"

    contact: Sealed[Contact | None] = None


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
