"""Drafts before their filing."""

from typing import Literal

from contracts.registries import ReplacedPaper
from contracts.terms import AgencyCode, Applicant, Contact, Moment, Owner, ProcedureCode
from kit.core.model import Event, Sealed


class DraftExpiring(Event):
    """A draft will be deleted soon."""

    TYPE = "dossier.draft_expiring"

    expires: Moment
    contact: Sealed[Contact]


class DataRequested(Event):
    """Registries are to be asked whether they have the data of papers of a draft, so that nobody
    has to hand these in. Its subject and its vault are the draft.

    `by` is the citizen who prepares the draft, or an official who enters it. `agrees`: the citizen
    agrees that registries are asked which need it.
    """

    TYPE = "dossier.data_requested"

    procedure: ProcedureCode
    agency: AgencyCode
    owner: Owner | None = None
    applicant: Sealed[Applicant]
    papers: tuple[ReplacedPaper, ...]
    agrees: bool = False
    by: str
    by_kind: Literal["citizen", "official"]
    by_name: Sealed[str]
