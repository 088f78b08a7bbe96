"""What officials do with a case: load, decide, commit. A repeated request finds its act done and changes nothing."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from casework import clock
from casework.domain import case as cases
from casework.domain.case import Case, How, Moved
from casework.domain.procedure import step_named
from casework.domain.transitions import ACTS, Act, ActNotAllowed, states_after
from casework.repository import Store, found
from contracts.intake import ProcedurePublished
from contracts.terms import SealWanted
from kit.core.errors import Invalid
from kit.http.context import Call
from kit.persistence.repository import retrying
from kit.platform import fault_injection

COUNTER = "Bộ phận Một cửa"
"""The desk that stands in a receipt where the official has none in the directory."""


class UnknownResult(Invalid):
    """The procedure does not give this result."""

    code = "unknown_result"
    vi = "Thủ tục này không có kết quả mang mã đó."
    en = "This procedure does not give a result of that code."


def accept(store: Store, code: str, call: Call) -> Case:
    """Accept a dossier at the one-stop desk: the due moment by the limit and calendar in force now."""

    def decided(case: Case) -> Moved:
        procedure = store.procedure_in_force(case.procedure.code, call.now)
        limits = procedure.limits if procedure else ()
        due = clock.longest_due(store.calendar(case.agency), limits, case.channel, call.now)
        return cases.accept(case, at=call.now, due=due, desk=_desk(call))

    return _perform(store, code, call, "accept", decided)


def refuse(store: Store, code: str, call: Call, *, reason: str) -> Case:
    """Refuse to accept a dossier."""
    return _perform(store, code, call, "refuse", lambda case: cases.refuse(case, at=call.now, reason=reason))


def assign(store: Store, code: str, call: Call, *, step: str, desk: str) -> Case:
    """Give a step to a desk; it is due after the working hours that the procedure allows it, if it says so."""

    def decided(case: Case) -> Moved:
        named = step_named(store.procedure_in_force(case.procedure.code, call.now), step)
        due = None
        if named and named.hours:
            calendar = store.calendar(case.agency)
            start = clock.receive(calendar, call.now).at
            due = clock.working_time_after(calendar, start, timedelta(hours=named.hours)).at
        return cases.assign(case, step=step, desk=desk, step_due=due)

    return _perform(store, code, call, "assign", decided)


def decide(store: Store, code: str, call: Call, *, results: Sequence[str]) -> Case:
    """Decide; documents is asked for the named results, or for the procedure's first where none is named."""

    def decided(case: Case) -> Moved:
        procedure = store.procedure_in_force(case.procedure.code, call.now)
        signer = call.staff.name if call.staff else ""
        wanted = _wanted(case, procedure, results, call.seed)
        return cases.decide(case, results=wanted, signer=call.sub, signer_name=signer or None)

    return _perform(store, code, call, "decide", decided)


def hand_over(store: Store, code: str, call: Call, *, how: How) -> Case:
    """Return the result to the citizen."""
    return _perform(store, code, call, "hand_over", lambda case: cases.hand_over(case, how=how, at=call.now))


@retrying
def _perform(store: Store, code: str, call: Call, act: Act, decided: Callable[[Case], Moved]) -> Case:
    case = found(store.case(code))
    call.require_agency(case.agency)
    fault_injection.point(f"{act}.loaded")
    if case.state in ACTS[act].moves and case.state in states_after(act) and store.was_asked(case, call.seed):
        return case  # an act that its own outcome allows again: only its line tells a repeat

    try:
        moved = decided(case)
    except ActNotAllowed:
        if store.was_asked(case, call.seed):
            return case
        raise

    done = store.commit(moved, at=call.now, by=call.sub, request=call.seed)
    fault_injection.point(f"{act}.committed")
    return done


def _wanted(
    case: Case, procedure: ProcedurePublished | None, codes: Sequence[str], seed: str
) -> tuple[SealWanted, ...]:
    kinds = {kind.code: kind.name for kind in procedure.results} if procedure else {}
    unknown = [code for code in codes if code not in kinds]
    if unknown:
        raise UnknownResult(field=f"results.{list(codes).index(unknown[0])}")
    names = [kinds[code] for code in dict.fromkeys(codes)] or list(kinds.values())[:1] or [case.procedure.name]
    return tuple(SealWanted(document=f"{seed}-{n}", name=name) for n, name in enumerate(names, start=1))


def _desk(call: Call) -> str:
    return call.staff.desks[0] if call.staff and call.staff.desks else COUNTER
