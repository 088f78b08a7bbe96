"""The case: a dossier (hồ sơ) as its agency works on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar, Final, Self

from casework.domain.acts import ACTS, Act
from casework.domain.apology_draft import ApologyDraft
from casework.domain.consultation import Consultation
from casework.domain.correction import Correction
from casework.domain.fees import FeeState
from casework.domain.late_record import LateRecord
from casework.domain.milestones import Milestone
from casework.domain.official import Official
from casework.domain.proposal import Proposal, ProposedContents
from casework.domain.states import CLOCK_RUNS, State
from casework.domain.supplement_request import SupplementRequest
from casework.domain.transitions import next_state
from contracts.procedure_terms import USUAL_APPROVAL, Approval
from contracts.required_documents import GroundedRequest
from contracts.terms import (
    AgencyCode,
    Applicant,
    Capacity,
    Channel,
    Dong,
    Due,
    Moment,
    Pay,
    ProcedureRef,
    SealedResult,
    SealWanted,
)
from kit.core.model import Aggregate, Event
from law.clock.facts import ClockFacts

SPOT_ACTS: Final[tuple[Act, ...]] = ("accept", "propose", "decide", "return_result")
"""4 tại chỗ, in their order."""


class Case(Aggregate):
    """Its id is the dossier's code; nothing personal is in it, so that acts need no key.

    `step`, `desk` and `official` say who has it now, `desk_agency` whose desk it is, `limit_case`
    (trường hợp) which time limit it has. `wanted` are the results that documents was asked to seal,
    `sealed` those that are, by the id under which they were asked for. `reception_due` and `due`
    (hẹn trả) are the ends of the two time limits. `fee_sequences` are the numbers of payments'
    latest event of each fee; `rejected_unpaid`: it was rejected for lack of payment alone. `clock`
    is what `due` follows from, `supplement` the one request for supplements, received or not;
    `has_unassessed_fee`: its quote left a fee to the agency; `is_assessed`: an officer found it
    out, `assessed_fees` of them with an amount, the first at `assessed_since`. `approval` names who
    approves, by the procedure at acceptance; `proposal` waits for it.
    `withdrawal_requested_at`: its applicant asked to withdraw and nobody has replied yet.
    `correction`: a sealed result is being corrected. `first_returned_at` outlives an undoing.
    `milestones` are ahead of its clock; `apology` is the draft that one of them led to.
    `alone`: the official who did every act of 4 tại chỗ until now. `form_signed_at`: the e-form
    bears the signature of whoever filed it, verified then.
    """

    KIND: ClassVar[str] = "CASE"

    agency: AgencyCode
    procedure: ProcedureRef
    channel: Channel
    limit_case: str | None = None
    state: State
    filed_at: Moment
    form_signed_at: Moment | None = None
    pay: Pay
    total: Dong
    has_unassessed_fee: bool = False
    is_assessed: bool = False
    assessed_fees: int = 0
    assessed_since: Moment | None = None
    fees: Mapping[str, FeeState] = {}
    fee_sequences: Mapping[str, int] = {}
    rejected_unpaid: bool = False
    since: Moment | None = None
    reception_due: Moment | None = None
    accepted_at: Moment | None = None
    due: Due | None = None
    clock: ClockFacts | None = None
    supplement: SupplementRequest | None = None
    approval: Approval = USUAL_APPROVAL
    proposal: Proposal | None = None
    consultations: tuple[Consultation, ...] = ()
    withdrawal_requested_at: Moment | None = None
    step: str | None = None
    desk: str | None = None
    decided_at: Moment | None = None
    first_returned_at: Moment | None = None
    desk_agency: AgencyCode | None = None
    official: str | None = None
    milestones: tuple[Milestone, ...] = ()
    apology: ApologyDraft | None = None
    wanted: tuple[SealWanted, ...] = ()
    sealed: Mapping[str, SealedResult] = {}
    correction: Correction | None = None
    closed_at: Moment | None = None
    alone: str | None = None

    @property
    def next_due_at(self) -> Moment:
        """The end of the time limit that runs, the applicant's too; while none runs, the filing."""
        if self.supplement and self.state == "awaiting_supplement":
            return self.supplement.due
        return self.due.at if self.due else self.reception_due or self.filed_at

    @property
    def results(self) -> tuple[SealedResult, ...]:
        """The sealed results, in the order in which they were asked for."""
        return tuple(self.sealed[w.document] for w in self.wanted if w.document in self.sealed)


@dataclass(frozen=True, slots=True)
class Transition:
    """A case moved by an act: `case` is the next one, `state_before` None where there was none.

    `contents` are stored beside the case, and the `applicant` of a new one; `late`: it happened
    before it was recorded. `due_before` is the end of the limit that ran until the act;
    `grounds`: a desk requested what the State has.
    """

    case: Case
    event: Event | None
    act: Act
    state_before: State | None
    reason: str | None = None
    contents: ProposedContents | None = None
    applicant: Applicant | None = None
    late: LateRecord | None = None
    capacity: Capacity | None = None
    due_before: Moment | None = None
    grounds: tuple[GroundedRequest, ...] = ()

    def by(self, official: Official, capacity: Capacity | None) -> Self:
        """The act with the official's subject and name, the role by which they may do it, and for
        whom a deputy acted, where its event tells of it.
        """
        roles = (role for role in ACTS[self.act].roles if role in official.roles)
        facts = {
            "by": official.sub,
            "by_name": official.name or None,
            "role": next(roles, None),
            "capacity": capacity,
        }
        fields = type(self.event).model_fields if self.event else {}
        changes = {name: value for name, value in facts.items() if name in fields}
        event = self.event.evolve(**changes) if self.event and changes else self.event
        case = done_on_the_spot(self.case, self.act, official.sub)
        return replace(self, case=case, event=event, capacity=capacity)

    def recorded(self, late: LateRecord | None) -> Self:
        """The act, recorded late where it was."""
        return replace(self, late=late) if late else self


def done_on_the_spot(case: Case, act: Act, sub: str) -> Case:
    """The case after an act of 4 tại chỗ, which one official does alone or nobody does."""
    if not case.approval.same_official or act not in SPOT_ACTS:
        return case
    is_alone = act == SPOT_ACTS[0] or case.alone == sub
    return case.evolve(alone=sub if is_alone else None)


def transition(
    case: Case, act: Act, event: Event | None, *, reason: str | None = None, **changes: object
) -> Transition:
    """The act with the fields it changes; raises ActNotAllowed."""
    state = next_state(act, case.state)
    changed = case.evolve(**changes, state=state)
    due = case.next_due_at if case.state in CLOCK_RUNS else None
    return Transition(changed, event, act, case.state, reason, due_before=due)
