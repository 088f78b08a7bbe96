"""The dossier (hồ sơ) as filed, and the filing that makes it of a draft."""

from datetime import datetime
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from contracts.case_access import CaseAccess
from contracts.intake import DossierFiled, FiledSignature
from contracts.registries import ReplacedPaper
from contracts.required_documents import GroundedRequest, PaperStatement
from contracts.terms import (
    AgencyCode,
    Channel,
    FiledPaper,
    HandedPaper,
    Moment,
    Owner,
    Portal,
    ProcedureRef,
    Quote,
    Representative,
)
from intake.domain.applicants import Declarant
from intake.domain.awaited_paper import AwaitedPaper
from intake.domain.draft import Draft, quote_of
from intake.domain.procedure import Procedure
from intake.domain.supplement import Supplement, SupplementRequest, WithdrawalRequest
from kit.core.model import Aggregate, Model, Sealed

Ending = Literal["completed", "refused", "stopped", "withdrawn"]
"""How a case ended: the class by which the dossier is stored."""


class DossierSummary(Model):
    """One dossier in its owner's list."""

    code: str
    procedure: ProcedureRef
    agency: str
    agency_name: str
    filed_at: Moment


class Dossier(Aggregate):
    """What was declared lies sealed in its first event, dossier.filed, and in those of supplements.

    `has_ended`: there is nothing left to supplement or to withdraw; `ending` is how, from
    `ended_at` on; neither is known of dossiers that ended before this release. The sequences are
    the numbers of casework's latest event of an ending and of a refused withdrawal. `agency` is the
    one that it was filed at; who may see it now follows from `access`. One that a desk took has no
    `owner` until somebody claims it. `portal`: it was filed there, and `awaited_papers` are those
    whose files are not among its attachments. `key_counter` and `contact_event` are of the present
    look-up key and contact, with the requests that changed them. `kiosk` is the device at which its
    owner filed it.
    """

    KIND: ClassVar[str] = "DOSSIER"

    draft: str
    procedure: ProcedureRef
    agency: AgencyCode
    agency_name: str
    owner: str | None
    channel: Channel
    attachments: tuple[FiledPaper, ...]
    quote: Quote
    lookup_key: Sealed[str]
    filed_at: Moment
    has_ended: bool = False
    ending_sequence: int = 0
    ending: Ending | None = None
    ended_at: Moment | None = None
    erasure_ordered_at: Moment | None = None
    supplement_request: SupplementRequest | None = None
    resumed_sequence: int = 0
    supplements: tuple[Supplement, ...] = ()
    withdrawal: WithdrawalRequest | None = None
    refusal_sequence: int = 0
    access: CaseAccess = Field(default_factory=CaseAccess)
    key_counter: int = 0
    key_request: str | None = None
    contact_event: int = 0
    contact_request: str | None = None
    representatives: Sealed[tuple[Representative, ...]] = ()
    kiosk: str | None = None
    portal: Portal | None = None
    awaited_papers: tuple[AwaitedPaper, ...] = ()

    @property
    def present_agency(self) -> str:
        """The agency that works on the case at this moment."""
        return self.access.agency or self.agency

    def visible_to(self, at: datetime) -> tuple[str, ...]:
        """The agencies whose officials may see it: the case's own, and consulted ones until they
        have answered, at the latest until their due date or the end of the case.
        """
        return (self.present_agency, *(() if self.has_ended else self.access.consulted(at)))

    @property
    def summary(self) -> DossierSummary:
        return DossierSummary(
            code=self.id,
            procedure=self.procedure,
            agency=self.agency,
            agency_name=self.agency_name,
            filed_at=self.filed_at,
        )


class DossierIdentity(NamedTuple):
    """What a filing gives a dossier: code, look-up key and moment."""

    code: str
    lookup_key: str
    filed_at: Moment


class Filing(NamedTuple):
    """The changes of a filing: they are committed together."""

    dossier: Dossier
    event: DossierFiled
    draft: Draft


class FiledPapers(NamedTuple):
    """What is filed: files, and papers that a desk has got; what was stated about them, on which
    grounds a desk requested what the State has, what a letter lacks, and the signature of the
    e-form."""

    attachments: tuple[FiledPaper, ...]
    handed: tuple[HandedPaper, ...] = ()
    statement: PaperStatement | None = None
    grounds: tuple[GroundedRequest, ...] = ()
    data_papers: tuple[ReplacedPaper, ...] = ()
    missing: tuple[str, ...] = ()
    signature: FiledSignature | None = None


def file_draft(
    draft: Draft,
    procedure: Procedure,
    declarant: Declarant,
    *,
    agency_name: str,
    papers: FiledPapers,
    identity: DossierIdentity,
) -> Filing:
    """Raises NotInThisState, FeeLineNotCounted."""
    dossier = Dossier(
        id=identity.code,
        dossier=identity.code,
        vault=draft.vault,
        draft=draft.id,
        procedure=procedure.reference,
        agency=draft.agency,
        agency_name=agency_name,
        owner=draft.owner,
        channel=draft.channel,
        kiosk=draft.kiosk,
        attachments=papers.attachments,
        quote=quote_of(draft, procedure, at=identity.filed_at),
        lookup_key=identity.lookup_key,
        filed_at=identity.filed_at,
    )
    event = _event(dossier, draft, declarant).evolve(
        handed_papers=papers.handed,
        paper_statement=papers.statement,
        grounds=papers.grounds,
        data_papers=papers.data_papers,
        missing_papers=papers.missing,
        form_signature=papers.signature,
    )
    filed = [attachment.id for attachment in papers.attachments]
    return Filing(dossier, event, draft.file(identity.code, filed, identity.filed_at))


def _event(dossier: Dossier, draft: Draft, declarant: Declarant) -> DossierFiled:
    entry = draft.entry
    return DossierFiled(
        procedure=dossier.procedure,
        agency=dossier.agency,
        agency_name=dossier.agency_name,
        owner=Owner(sub=dossier.owner) if dossier.owner else None,
        applicant=declarant.applicant,
        contact=declarant.contact,
        representative=declarant.representative,
        channel=dossier.channel,
        papers=dossier.attachments,
        answers=draft.answers,
        quote=dossier.quote,
        lookup_key=dossier.lookup_key,
        case=draft.case,
        received_at=entry.received_at if entry else None,
        posted_on=entry.posted_on if entry else None,
    )
