"""What documents keeps of a dossier: everything a form or a result has to print."""

from typing import ClassVar

from contracts.intake import AccessChanged, DossierFiled
from contracts.terms import (
    AgencyCode,
    Applicant,
    Channel,
    Contact,
    Dong,
    FiledPaper,
    Moment,
    Pay,
    ProcedureRef,
)
from kit.core.events import Envelope
from kit.core.model import Aggregate, Sealed


class Dossier(Aggregate):
    """Hồ sơ as filed. `owner` is the subject of its owner's tokens, `told` the sequence that told who it is.

    `pay` and `total` (đồng) are its quote's, `settled` whether its fee was paid or waived, or voided by an official.
    """

    KIND: ClassVar[str] = "DOSSIER"

    procedure: ProcedureRef
    agency: AgencyCode
    agency_name: str
    owner: str
    told: int
    applicant: Sealed[Applicant]
    contact: Sealed[Contact]
    channel: Channel
    papers: tuple[FiledPaper, ...]
    filed_at: Moment
    pay: Pay = "none"
    total: Dong = 0
    settled: bool = False

    @property
    def owes(self) -> bool:
        """Whether a fee that is due before the result is still unpaid, by the rule of casework's hand-over."""
        return self.pay == "before_result" and self.total > 0 and not self.settled


def kept(filed: DossierFiled, message: Envelope) -> Dossier:
    """The dossier as `dossier.filed` tells it; sealed fields may be locked."""
    return Dossier(
        id=message.subject,
        dossier=message.subject,
        vault=message.vault,
        procedure=filed.procedure,
        agency=filed.agency,
        agency_name=filed.agency_name,
        owner=filed.owner.sub,
        told=message.sequence,
        applicant=filed.applicant,
        contact=filed.contact,
        channel=filed.channel,
        papers=filed.papers,
        filed_at=message.time,
        pay=filed.quote.pay,
        total=filed.quote.total,
    )


def with_access(dossier: Dossier, changed: AccessChanged, message: Envelope) -> Dossier:
    """The dossier with its owner as last told; an older message changes nothing."""
    if message.sequence <= dossier.told:
        return dossier
    return dossier.evolve(owner=changed.owner.sub, told=message.sequence)


def with_fee_settled(dossier: Dossier) -> Dossier:
    """The dossier with its fee paid, or not owed."""
    return dossier.evolve(settled=True)
