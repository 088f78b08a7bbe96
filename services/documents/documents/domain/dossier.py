"""A dossier as documents stores it: everything that a form, a result or a receipt shows."""

from datetime import datetime
from typing import Any, ClassVar

from pydantic import Field

from contracts.intake import DossierFiled
from contracts.terms import (
    AgencyCode,
    Applicant,
    Channel,
    Contact,
    Day,
    Dong,
    FiledPaper,
    HandedPaper,
    Moment,
    Pay,
    ProcedureRef,
    Representative,
)
from kit.core.events import Envelope
from kit.core.model import Aggregate, Sealed


class Dossier(Aggregate):
    """Hồ sơ as filed. `owner` is the person whose it is, as of event `owner_sequence`; None: nobody
    has claimed what a desk entered. `received_at` and `posted_on`: it came on paper.
    `agency` has its case as of casework's event `agency_sequence`.

    `pay` and `total` (đồng) are those of its quote. A fee has the id of the event that made it due:
    `prepaid_fee` is the one due before acceptance, `assessed_fees` those that officials assessed,
    `ended_fees` those that were paid or waived, or voided by an official. `fee_settled` is of an
    older release, which knew no ids. `erased_at`: its files were deleted.
    """

    KIND: ClassVar[str] = "DOSSIER"

    procedure: ProcedureRef
    agency: AgencyCode
    agency_name: str
    owner: str | None
    owner_sequence: int
    agency_sequence: int = 0
    contact_sequence: int = 0
    applicant: Sealed[Applicant]
    contact: Sealed[Contact | None]
    representative: Sealed[Representative | None] = None
    answers: Sealed[dict[str, Any]] = Field(default_factory=dict)
    channel: Channel
    attachments: tuple[FiledPaper, ...]
    handed_papers: tuple[HandedPaper, ...] = ()
    filed_at: Moment
    received_at: Moment | None = None
    posted_on: Day | None = None
    pay: Pay = "none"
    total: Dong = 0
    fee_settled: bool = False
    prepaid_fee: str | None = None
    assessed_fees: tuple[str, ...] = ()
    ended_fees: tuple[str, ...] = ()
    erased_at: Moment | None = None

    @property
    def owes_fee(self) -> bool:
        """Whether a fee due before the result is unpaid: the quoted one, or one assessed since."""
        if set(self.assessed_fees) - set(self.ended_fees):
            return True
        is_ended = self.fee_settled or bool(set(self.ended_fees) - set(self.assessed_fees))
        return self.pay == "before_result" and self.total > 0 and not is_ended


def new_dossier(filed: DossierFiled, event: Envelope) -> Dossier:
    """The dossier of `dossier.filed`; its sealed fields may be SealedValue."""
    return Dossier(
        id=event.subject,
        dossier=event.subject,
        vault=event.vault,
        procedure=filed.procedure,
        agency=filed.agency,
        agency_name=filed.agency_name,
        owner=filed.owner and filed.owner.sub,
        owner_sequence=event.sequence,
        applicant=filed.applicant,
        contact=filed.contact,
        representative=filed.representative,
        answers=filed.answers,
        channel=filed.channel,
        attachments=filed.papers,
        handed_papers=filed.handed_papers,
        filed_at=event.time,
        received_at=filed.received_at,
        posted_on=filed.posted_on,
        pay=filed.quote.pay,
        total=filed.quote.total,
        prepaid_fee=event.id if filed.quote.pay == "before_acceptance" else None,
    )


def receive_paper(dossier: Dossier, paper: FiledPaper) -> Dossier:
    """The dossier with a paper whose file came later; one that it has changes nothing."""
    if paper.id in {each.id for each in dossier.attachments}:
        return dossier
    return dossier.evolve(attachments=(*dossier.attachments, paper))


def change_owner(dossier: Dossier, owner: str, *, sequence: int) -> Dossier:
    """The dossier with its owner; an event older than the latest one changes nothing."""
    if sequence <= dossier.owner_sequence:
        return dossier
    return dossier.evolve(owner=owner, owner_sequence=sequence)


def change_contact(dossier: Dossier, contact: Contact | None, *, sequence: int) -> Dossier:
    """The dossier with its contact; an event older than the latest one changes nothing."""
    if sequence <= dossier.contact_sequence:
        return dossier
    return dossier.evolve(contact=contact, contact_sequence=sequence)


def hand_over(dossier: Dossier, agency: str, name: str, *, sequence: int) -> Dossier:
    """The dossier of a case that another agency has; an older transfer changes nothing."""
    if sequence <= dossier.agency_sequence:
        return dossier
    return dossier.evolve(
        agency=agency, agency_name=name or dossier.agency_name, agency_sequence=sequence
    )


def assess_fee(dossier: Dossier, fee: str) -> Dossier:
    """The dossier with one more fee, which may have ended already: events merge in any order."""
    return dossier.evolve(assessed_fees=(*dossier.assessed_fees, fee))


def end_fee(dossier: Dossier, fee: str) -> Dossier:
    """The dossier with a fee paid, or no longer owed. One due before acceptance holds up no result,
    so that nothing changes.
    """
    if fee == dossier.prepaid_fee or fee in dossier.ended_fees:
        return dossier
    return dossier.evolve(ended_fees=(*dossier.ended_fees, fee))


def erase_files(dossier: Dossier, *, at: datetime) -> Dossier:
    """The dossier whose files were deleted."""
    return dossier.evolve(erased_at=at)
