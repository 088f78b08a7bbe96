"""What officials do with a case: load, decide, commit. A repeated request finds its act done and changes nothing."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from casework.domain import case as cases
from casework.domain.case import Case, How, Moved
from casework.domain.procedure import step_named
from casework.domain.transitions import ACTS, Act, ActNotAllowed, states_after
from casework.repository import Store, found
from contracts.intake import ProcedurePublished
from contracts.terms import SealWanted
from kit.core.errors import Invalid
from kit.http.context import RequestContext
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from law import time_limit

COUNTER = "Bộ phận Một cửa"
"""The desk that stands in a receipt where the official has none in the directory."""


class UnknownResult(Invalid):
    """The procedure does not give this result."""

    code = "unknown_result"
    vi = "Thủ tục này không có kết quả mang mã đó."
    en = "This procedure does not give a result of that code."


def accept(store: Store, code: str, request: RequestContext) -> Case:
    """Accept a dossier at the one-stop desk: the due moment by the limit and calendar in force now."""

    def decided(case: Case) -> Moved:
        procedure = store.procedure_in_force(case.procedure.code, request.now)
        limits = procedure.limits if procedure else ()
        due = time_limit.latest_due_date(
            store.calendar(case.agency), limits, case.channel, request.now
        )
        return cases.accept(case, at=request.now, due=due, desk=_desk(request))

    return _perform(store, code, request, "accept", decided)


def refuse(store: Store, code: str, request: RequestContext, *, reason: str) -> Case:
    """Refuse to accept a dossier."""
    return _perform(
        store,
        code,
        request,
        "refuse",
        lambda case: cases.refuse(case, at=request.now, reason=reason),
    )


def assign(store: Store, code: str, request: RequestContext, *, step: str, desk: str) -> Case:
    """Give a step to a desk; it is due after the working hours that the procedure allows it, if it says so."""

    def decided(case: Case) -> Moved:
        named = step_named(store.procedure_in_force(case.procedure.code, request.now), step)
        due = None
        if named and named.hours:
            calendar = store.calendar(case.agency)
            start = time_limit.receipt_time(calendar, request.now).at
            due = time_limit.working_time_after(calendar, start, timedelta(hours=named.hours)).at
        return cases.assign(case, step=step, desk=desk, step_due=due)

    return _perform(store, code, request, "assign", decided)


def decide(store: Store, code: str, request: RequestContext, *, results: Sequence[str]) -> Case:
    """Decide; documents is asked for the named results, or for the procedure's first where none is named."""

    def decided(case: Case) -> Moved:
        procedure = store.procedure_in_force(case.procedure.code, request.now)
        signer = request.staff.name if request.staff else ""
        wanted = _wanted(case, procedure, results, request.seed)
        return cases.decide(case, results=wanted, signer=request.sub, signer_name=signer or None)

    return _perform(store, code, request, "decide", decided)


def hand_over(store: Store, code: str, request: RequestContext, *, how: How) -> Case:
    """Return the result to the citizen."""
    return _perform(
        store,
        code,
        request,
        "hand_over",
        lambda case: cases.hand_over(case, how=how, at=request.now),
    )


@retry_on_conflict
def _perform(
    store: Store, code: str, request: RequestContext, act: Act, decided: Callable[[Case], Moved]
) -> Case:
    case = found(store.case(code))
    request.require_agency(case.agency)
    fault_injection.point(f"{act}.loaded")
    if (
        case.state in ACTS[act].moves
        and case.state in states_after(act)
        and store.was_asked(case, request.seed)
    ):
        return case  # an act that its own outcome allows again: only its line tells a repeat

    try:
        moved = decided(case)
    except ActNotAllowed:
        if store.was_asked(case, request.seed):
            return case
        raise

    done = store.commit(moved, at=request.now, by=request.sub, request=request.seed)
    fault_injection.point(f"{act}.committed")
    return done


def _wanted(
    case: Case, procedure: ProcedurePublished | None, codes: Sequence[str], seed: str
) -> tuple[SealWanted, ...]:
    kinds = {kind.code: kind.name for kind in procedure.results} if procedure else {}
    unknown = [code for code in codes if code not in kinds]
    if unknown:
        raise UnknownResult(field=f"results.{list(codes).index(unknown[0])}")
    names = (
        [kinds[code] for code in dict.fromkeys(codes)]
        or list(kinds.values())[:1]
        or [case.procedure.name]
    )
    return tuple(
        SealWanted(document=f"{seed}-{n}", name=name) for n, name in enumerate(names, start=1)
    )


def _desk(request: RequestContext) -> str:
    return request.staff.desks[0] if request.staff and request.staff.desks else COUNTER
