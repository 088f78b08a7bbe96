"""The dossier (hồ sơ) as payments knows it: owner, agency, quote, and how far its case has come.

filed ──case.accepted──> accepted ──case.refused, case.stopped, case.withdrawn──> ended
      ──case.refused, case.withdrawn──> ended ──case.reopened──> filed
"""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Final, Literal, get_args

from pydantic import Field

from contracts.case_access import CaseAccess, consult, end_consultation
from contracts.terms import AgencyCode, Applicant, Ground, ProcedureRef, Quote
from kit.core.events import Change
from kit.core.model import Aggregate, Sealed
from payments.domain.fee import Fee

if TYPE_CHECKING:  # the functions that answer payers import no other service's events
    from contracts.casework import CaseFeeAssessed
    from contracts.intake import DossierFiled

DossierState = Literal["filed", "accepted", "ended"]
CaseEvent = Literal[
    "case.accepted", "case.refused", "case.stopped", "case.withdrawn", "case.reopened"
]
DOSSIER_STATES: Final[tuple[DossierState, ...]] = get_args(DossierState)
CASE_EVENTS: Final[tuple[CaseEvent, ...]] = get_args(CaseEvent)
CASE_EVENT_GRAPH: Final[dict[tuple[DossierState, CaseEvent], DossierState]] = {
    ("filed", "case.accepted"): "accepted",
    ("filed", "case.refused"): "ended",
    ("filed", "case.withdrawn"): "ended",
    ("accepted", "case.refused"): "ended",
    ("accepted", "case.stopped"): "ended",
    ("accepted", "case.withdrawn"): "ended",
    ("ended", "case.reopened"): "filed",
}
"""Every other pair changes nothing, save those in OUT_OF_ORDER."""
OUT_OF_ORDER: Final[frozenset[tuple[DossierState, CaseEvent]]] = frozenset(
    {("filed", "case.stopped")}
)
"""Pairs whose missing predecessor is still to come: only an accepted case can be stopped."""
WHY_VOID: Final[dict[CaseEvent, str]] = {
    "case.refused": "refused",
    "case.stopped": "stopped",
    "case.withdrawn": "withdrawn",
}


class Dossier(Aggregate):
    """`id` is the dossier's code, `owner` a person, `fees` the ids of its few fees. Nobody has
    claimed one without an owner, which a desk entered.

    `agency` is where it was filed and collects its fees; `case_agency` has its case since event
    `case_agency_sequence` of casework, `access` names the agencies that are consulted.
    `owner_sequence` is the number of intake's event that last named the owner (0: the filing).
    `lookup` is the keyed hash of the look-up key (None: no key fits), from intake's event number
    `lookup_sequence`. `ground` is why its case ended; `refusal_sealed`: the paper of a refusal (Mẫu
    03) has left the house. `reopened_sequence` is the number of casework's event that last reopened
    it: what ended it before that leads to nothing. An older release stored no `procedure`.
    `reported_fee` is its quoted fee, where the national portal reported that as paid: it was due
    before its time.
    """

    KIND: ClassVar[str] = "DOSSIER"

    state: DossierState = "filed"
    owner: str | None
    agency: AgencyCode
    agency_name: str
    case_agency: AgencyCode | None = None
    case_agency_sequence: int = 0
    access: CaseAccess = Field(default_factory=CaseAccess)
    applicant: Sealed[Applicant]
    procedure: ProcedureRef | None = None
    quote: Quote
    fees: tuple[str, ...] = ()
    reported_fee: str | None = None
    owner_sequence: int = 0
    lookup: str | None = None
    lookup_sequence: int = 0
    ground: Ground | None = None
    refusal_sealed: bool = False
    reopened_sequence: int = 0

    @property
    def working_agency(self) -> AgencyCode:
        """The agency that has the case at this moment."""
        return self.case_agency or self.agency

    def visible_to(self, at: datetime) -> tuple[str, ...]:
        """The agencies whose officials see its fees: the working one, and consulted ones until they
        have answered, at the latest until their due date or the end of the case.
        """
        return (self.working_agency, *(() if self.state == "ended" else self.access.consulted(at)))

    @property
    def may_reopen(self) -> bool:
        """Whether money that came in time can still undo a refusal for lack of payment."""
        return not self.refusal_sealed and self.ground in (None, "unpaid")


def file(code: str, vault: str | None, filed: "DossierFiled") -> Dossier:
    """A dossier as filed; the applicant may stay sealed."""
    return Dossier(
        id=code,
        dossier=code,
        vault=vault,
        owner=filed.owner and filed.owner.sub,
        agency=filed.agency,
        agency_name=filed.agency_name,
        applicant=filed.applicant,
        procedure=filed.procedure,
        quote=filed.quote,
    )


def quoted_fee(
    dossier: Dossier, id: str, since: datetime, *, pay_by: datetime | None = None
) -> Fee:
    """The fee that the dossier was quoted, due `since`."""
    quote = dossier.quote
    return Fee(
        id=id,
        dossier=dossier.id,
        vault=dossier.vault,
        lines=quote.lines,
        total=quote.total,
        pay=quote.pay,
        pay_by=pay_by,
        since=since,
    )


def assessed_fee(dossier: Dossier, assessed: "CaseFeeAssessed", id: str, since: datetime) -> Fee:
    """The further fee that officials assessed: the result waits for it."""
    return quoted_fee(dossier, id, since).evolve(
        lines=assessed.lines, total=assessed.total, pay="before_result"
    )


def with_fee(dossier: Dossier, fee: str) -> Dossier:
    """The dossier has one more fee."""
    return dossier.evolve(fees=(*dossier.fees, fee))


def with_reported_fee(dossier: Dossier, fee: str) -> Dossier:
    """Its quoted fee is due now, because the national portal reports it as paid."""
    return with_fee(dossier, fee).evolve(reported_fee=fee)


def after_case_event(dossier: Dossier, event: CaseEvent) -> Dossier | None:
    """None where the event changes nothing."""
    state = CASE_EVENT_GRAPH.get((dossier.state, event))
    return dossier.evolve(state=state) if state else None


def reopen(dossier: Dossier, sequence: int, *, accepted: bool = False) -> Dossier:
    """Its case goes on, in whatever order the ending and this came; `accepted`: it had been."""
    reopened = after_case_event(dossier, "case.reopened") or dossier
    if accepted:
        reopened = reopened.evolve(state="accepted")
    return reopened.evolve(reopened_sequence=max(sequence, dossier.reopened_sequence), ground=None)


def hand_over(dossier: Dossier, agency: str, sequence: int) -> Dossier:
    """Another agency has the case; an older transfer changes nothing."""
    if sequence <= dossier.case_agency_sequence:
        return dossier
    return dossier.evolve(case_agency=agency, case_agency_sequence=sequence)


def consulted(dossier: Dossier, agency: str, due: datetime, sequence: int) -> Dossier:
    """An agency has an opinion to give until then; an older event about it changes nothing."""
    return dossier.evolve(access=consult(dossier.access, agency, sequence=sequence, due=due))


def end_of_consultation(dossier: Dossier, agency: str, sequence: int) -> Dossier:
    """The agency gave its opinion."""
    return dossier.evolve(access=end_consultation(dossier.access, agency, sequence=sequence))


def with_sealed_refusal(dossier: Dossier) -> Dossier:
    """Mẫu 03 has left the house."""
    return dossier.evolve(refusal_sealed=True)


def with_owner(dossier: Dossier, owner: str, sequence: int) -> Change:
    """The owner that intake's event number `sequence` names, unless a later one named another."""
    if sequence <= dossier.owner_sequence:
        return stored(dossier)
    return stored(dossier.evolve(owner=owner, owner_sequence=sequence))


def with_lookup_key(dossier: Dossier, lookup: str, sequence: int) -> Dossier:
    """The key that intake's event number `sequence` names, unless a later one named another."""
    if sequence <= dossier.lookup_sequence:
        return dossier
    return dossier.evolve(lookup=lookup, lookup_sequence=sequence)


def stored(dossier: Dossier) -> Change:
    """No event is published: intake and casework have published theirs."""
    return Change(dossier, None)
