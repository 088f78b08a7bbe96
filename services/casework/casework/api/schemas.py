"""What callers see of cases, officials and agencies."""

from collections.abc import Sequence

from casework.domain.audit_entry import Line
from casework.domain.case import Case, FeeState
from casework.domain.transitions import Act, State
from casework.repository import Store
from contracts.terms import AgencyCode, Due, Moment, SealedResult, SealWanted
from kit.core.model import Model
from kit.security.staff_directory import Agency, Staff
from law.calendar import VIETNAM, WorkingHours


class ProcedureView(Model):
    """A procedure as the dossier was filed under it."""

    code: str
    name: str
    version: int


class CaseSummary(Model):
    """A line of the worklist; times with Vietnam's offset."""

    code: str
    agency: AgencyCode
    procedure: ProcedureView
    state: State
    filed_at: Moment
    reception_due: Moment | None
    due_at: Moment | None
    step: str | None
    desk: str | None


class CasesView(Model):
    """A page of the worklist, what is due first at the top. With a state it may hold fewer than asked for."""

    items: tuple[CaseSummary, ...]
    next: str | None


class ActView(Model):
    """An act: who (an official's subject, or "system") did what and when, and from which state to which."""

    act: Act
    at: Moment
    by: str
    was: State | None
    now: State
    step: str | None
    desk: str | None
    reason: str | None


class FeeMark(Model):
    """What casework heard of a fee."""

    fee: str
    state: FeeState


class CaseView(CaseSummary):
    """A case with its acts; `due.steps` explain the due moment step by step."""

    accepted_at: Moment | None
    due: Due | None
    fees: tuple[FeeMark, ...]
    wanted: tuple[SealWanted, ...]
    results: tuple[SealedResult, ...]
    closed_at: Moment | None
    acts: tuple[ActView, ...]


class StaffView(Model):
    """An official."""

    sub: str
    name: str
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    desks: tuple[str, ...]


class AgencyView(Model):
    """An agency; `hours` only where it keeps its own."""

    code: str
    name: str
    name_en: str | None
    parent: str | None
    address: str | None
    mail: str | None
    valid_from: str
    valid_until: str | None
    synthetic: bool
    hours: tuple[WorkingHours, ...] = ()


class AgenciesView(Model):
    """A page of agencies in the order of their codes."""

    items: tuple[AgencyView, ...]
    next: str | None


def summary(case: Case) -> CaseSummary:
    """A case as a line."""
    return CaseSummary(**_shared(case))


def view(case: Case, acts: Sequence[Line]) -> CaseView:
    """A case with its acts."""
    return CaseView(
        **_shared(case),
        accepted_at=_local(case.accepted_at),
        due=case.due,
        fees=tuple(FeeMark(fee=fee, state=state) for fee, state in sorted(case.fees.items())),
        wanted=case.wanted,
        results=case.results,
        closed_at=_local(case.closed_at),
        acts=tuple(_act(line) for line in acts),
    )


def seen(store: Store, case: Case) -> CaseView:
    """A case with its acts as they are now."""
    return view(case, store.acts_of(case))


def staff_view(staff: Staff) -> StaffView:
    """An official."""
    return StaffView(**staff.model_dump())


def agency_view(agency: Agency, hours: tuple[WorkingHours, ...] = ()) -> AgencyView:
    """An agency with its own hours."""
    return AgencyView(**agency.model_dump(), hours=hours)


def _shared(case: Case) -> dict[str, object]:
    return {
        "code": case.id,
        "agency": case.agency,
        "procedure": ProcedureView(**case.procedure.model_dump()),
        "state": case.state,
        "filed_at": _local(case.filed_at),
        "reception_due": _local(case.reception_due),
        "due_at": _local(case.due.at if case.due else None),
        "step": case.step,
        "desk": case.desk,
    }


def _act(line: Line) -> ActView:
    return ActView(
        **line.model_dump(exclude={"at", "seq", "request", "reason"}),
        at=line.at.astimezone(VIETNAM),
        reason=line.reason if isinstance(line.reason, str) else None,
    )


def _local(at: Moment | None) -> Moment | None:
    return at.astimezone(VIETNAM) if at else None
