"""The dossier as payments knows it: whose it is, who collects, what it costs, and how far its case has come.

filed ──case.accepted──> accepted ──case.refused, case.stopped, case.withdrawn──> ended
      ──case.refused, case.withdrawn──> ended
"""

from typing import ClassVar, Final, Literal, get_args

from contracts.intake import DossierFiled
from contracts.terms import AgencyCode, Applicant, Quote
from kit.core.events import Change
from kit.core.model import Aggregate, Sealed

DossierState = Literal["filed", "accepted", "ended"]
CaseEvent = Literal["case.accepted", "case.refused", "case.stopped", "case.withdrawn"]
DOSSIER_STATES: Final[tuple[DossierState, ...]] = get_args(DossierState)
CASE_EVENTS: Final[tuple[CaseEvent, ...]] = get_args(CaseEvent)
CASE_EVENT_GRAPH: Final[dict[tuple[DossierState, CaseEvent], DossierState]] = {
    ("filed", "case.accepted"): "accepted",
    ("filed", "case.refused"): "ended",
    ("filed", "case.withdrawn"): "ended",
    ("accepted", "case.refused"): "ended",
    ("accepted", "case.stopped"): "ended",
    ("accepted", "case.withdrawn"): "ended",
}
"""What moves a dossier. Every other pair leads to nothing, save those in EARLY; with no dossier yet all are early."""
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
    """`id` is the dossier's code, `owner` a token subject, `fees` the ids of its fees (at most a handful).

    `lookup` is the keyed hash of its look-up key (None: no key fits), told by intake's event number `lookup_told`.
    `owner_told` is the number of the event that last told the owner (0: the filing).
    """

    KIND: ClassVar[str] = "DOSSIER"

    state: DossierState = "filed"
    owner: str
    agency: AgencyCode
    agency_name: str
    applicant: Sealed[Applicant]
    quote: Quote
    fees: tuple[str, ...] = ()
    owner_told: int = 0
    lookup: str | None = None
    lookup_told: int = 0


def file(code: str, vault: str | None, filed: DossierFiled) -> Dossier:
    """A dossier as filed; the applicant may stay locked."""
    return Dossier(
        id=code,
        dossier=code,
        vault=vault,
        owner=filed.owner.sub,
        agency=filed.agency,
        agency_name=filed.agency_name,
        applicant=filed.applicant,
        quote=filed.quote,
    )


def with_fee(dossier: Dossier, fee: str) -> Dossier:
    """The dossier has one more fee."""
    return dossier.evolve(fees=(*dossier.fees, fee))


def after_case_event(dossier: Dossier, message: CaseEvent) -> Dossier | None:
    """The dossier after this event, or None where the event leads to nothing."""
    state = CASE_EVENT_GRAPH.get((dossier.state, message))
    return dossier.evolve(state=state) if state else None


def with_owner(dossier: Dossier, owner: str, told: int) -> Change:
    """The dossier has the owner that intake told in its event number `told`, unless a later one told another."""
    if told <= dossier.owner_told:
        return stored(dossier)
    return stored(dossier.evolve(owner=owner, owner_told=told))


def with_lookup_key(dossier: Dossier, lookup: str, told: int) -> Dossier:
    """The dossier's look-up key is the one that intake told in its event number `told`, unless a later one did."""
    if told <= dossier.lookup_told:
        return dossier
    return dossier.evolve(lookup=lookup, lookup_told=told)


def stored(dossier: Dossier) -> Change:
    """What payments remembers is nobody else's news."""
    return Change(dossier, None)
