"""The case of a dossier: its state, its clock and the acts that change them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Literal

from casework.domain.transitions import Act, State, next_state
from contracts import casework as says
from contracts.intake import DossierFiled
from contracts.terms import (
    AgencyCode,
    Channel,
    Dong,
    Due,
    Ground,
    Moment,
    Pay,
    ProcedureRef,
    SealedResult,
    SealWanted,
)
from kit.core.errors import Conflicting
from kit.core.ids import stamp
from kit.core.model import Aggregate, Event

FeeState = Literal["due", "settled", "waived", "void"]
How = Literal["online", "counter", "post"]
UNPAID_REASON = "Quá thời hạn nộp phí, lệ phí mà chưa nhận được tiền."

UNSEALED_REASON = "Chưa lập được văn bản kết quả ({why})."
"""The reason of a failed seal; `why` is the stable code of document.failed."""


class FeeUnpaid(Conflicting):
    """The result is not handed over before the fee is paid."""

    code = "fee_unpaid"
    vi = "Hồ sơ còn khoản phí, lệ phí chưa nộp nên chưa thể trả kết quả."
    en = "A fee of this dossier is still unpaid, so the result cannot be handed over."


class Case(Aggregate):
    """Hồ sơ as its agency works on it. Its id is the dossier's code; it holds nothing personal.

    `fees` holds what was heard of each fee, `step` and `desk` who has it now, `wanted` the results that documents
    was asked to seal and `sealed` those that are, by the id they were wanted under.
    """

    KIND: ClassVar[str] = "CASE"

    agency: AgencyCode
    procedure: ProcedureRef
    channel: Channel
    state: State
    filed_at: Moment
    pay: Pay
    total: Dong
    fees: Mapping[str, FeeState] = {}
    since: Moment | None = None
    reception_due: Moment | None = None
    accepted_at: Moment | None = None
    due: Due | None = None
    step: str | None = None
    desk: str | None = None
    wanted: tuple[SealWanted, ...] = ()
    sealed: Mapping[str, SealedResult] = {}
    closed_at: Moment | None = None

    def index_attributes(self) -> dict[str, str | int]:
        """The worklist: open cases of an agency by what is due first, closed ones by when they ended."""
        if self.closed_at:
            return {"by": f"{self.agency}#closed", "at": stamp(self.closed_at)}
        first = self.due.at if self.due else self.reception_due or self.filed_at
        return {"by": f"{self.agency}#open", "at": stamp(first)}

    @property
    def results(self) -> tuple[SealedResult, ...]:
        """The sealed results, in the order in which they were wanted."""
        return tuple(self.sealed[w.document] for w in self.wanted if w.document in self.sealed)

    @property
    def owes(self) -> bool:
        """Whether a fee that is due before the result is still unpaid; one that was asked for in error is not owed."""
        heard = set(self.fees.values())
        free = bool(heard & {"settled", "waived"}) or heard == {"void"}
        return self.pay == "before_result" and self.total > 0 and not free


@dataclass(frozen=True, slots=True)
class Moved:
    """What an act made of a case: the next state, the event that says so, the state it was in, why."""

    case: Case
    event: Event | None
    act: Act
    was: State | None
    reason: str | None = None


def filed(
    code: str, dossier: DossierFiled, *, vault: str, at: datetime, reception_due: datetime
) -> Moved:
    """A dossier came: the case waits for its fee if that is due before acceptance, else for the desk."""
    unpaid = dossier.quote.pay == "before_acceptance" and dossier.quote.total > 0
    act: Act = "file_unpaid" if unpaid else "file"
    case = Case(
        id=code,
        dossier=code,
        vault=vault,
        agency=dossier.agency,
        procedure=dossier.procedure,
        channel=dossier.channel,
        state=next_state(act, None),
        filed_at=at,
        pay=dossier.quote.pay,
        total=dossier.quote.total,
        since=None if unpaid else at,
        reception_due=None if unpaid else reception_due,
    )
    said = says.CaseAwaitingReception(since=at, reception_due=reception_due)
    return Moved(case, says.CaseAwaitingPayment() if unpaid else said, act, None)


def admit(case: Case, *, since: datetime, reception_due: datetime) -> Moved:
    """The fee is settled or waived: the intake clock starts."""
    said = says.CaseAwaitingReception(since=since, reception_due=reception_due)
    return _moved(case, "admit", said, since=since, reception_due=reception_due)


def void(case: Case, *, at: datetime) -> Moved:
    """The fee was not paid in time: refused on the ground of that."""
    return _moved(
        case, "void", says.CaseRefused(reason=UNPAID_REASON, ground="unpaid"), closed_at=at
    )


def accept(case: Case, *, at: datetime, due: Due, desk: str) -> Moved:
    """Tiếp nhận hồ sơ: the clock runs until `due`."""
    return _moved(
        case,
        "accept",
        says.CaseAccepted(at=at, due=due, desk=desk),
        accepted_at=at,
        due=due,
        desk=desk,
    )


def refuse(case: Case, *, at: datetime, reason: str, ground: Ground = "refused") -> Moved:
    """Từ chối tiếp nhận hồ sơ."""
    return _moved(case, "refuse", says.CaseRefused(reason=reason, ground=ground), closed_at=at)


def assign(case: Case, *, step: str, desk: str, step_due: datetime | None) -> Moved:
    """Phân công: a step is given to a desk."""
    return _moved(
        case,
        "assign",
        says.CaseAssigned(step=step, desk=desk, step_due=step_due),
        step=step,
        desk=desk,
    )


def decide(
    case: Case, *, results: tuple[SealWanted, ...], signer: str, signer_name: str | None = None
) -> Moved:
    """The decision is made; documents seals the results."""
    return _moved(
        case,
        "decide",
        says.CaseDecided(results=results, signer=signer, signer_name=signer_name),
        wanted=results,
    )


def fail_seal(case: Case, *, why: str) -> Moved:
    """A wanted result could not be made: whoever decided decides again, and asks for new documents."""
    moved = _moved(case, "fail_seal", None, wanted=(), sealed={})
    return replace(moved, reason=UNSEALED_REASON.format(why=why))


def complete(case: Case) -> Moved:
    """Đã xử lý xong: every wanted result is sealed."""
    return _moved(case, "complete", says.CaseCompleted(results=case.results))


def hand_over(case: Case, *, how: How, at: datetime) -> Moved:
    """Trả kết quả; raises FeeUnpaid while a fee due before the result is unpaid."""
    next_state("hand_over", case.state)
    if case.owes:
        raise FeeUnpaid
    return _moved(case, "hand_over", says.CaseReturned(how=how), closed_at=at)


def with_fee(case: Case, fee: str, state: FeeState) -> Case:
    """What was heard of a fee; an ended one does not become due again."""
    known = case.fees.get(fee)
    if state == "due" and known:
        return case
    return case.evolve(fees={**case.fees, fee: state})


def with_result(case: Case, wanted: str, result: SealedResult) -> Case:
    """A wanted result is sealed."""
    return case.evolve(sealed={**case.sealed, wanted: result})


def _moved(case: Case, act: Act, event: Event | None, **changed: object) -> Moved:
    state = next_state(act, case.state)
    return Moved(case.evolve(**changed, state=state), event, act, case.state)
