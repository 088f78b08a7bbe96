"""Supplements (bổ sung hồ sơ): the case waits for them once, and its limit is counted anew."""

from datetime import datetime
from typing import TYPE_CHECKING

from casework.domain.case import Case, Transition, transition
from casework.domain.clock import latest_start, recounted
from casework.domain.milestones import Milestone, milestones_left, processing_milestones
from casework.domain.official import Official
from casework.domain.supplement_request import SupplementRequest
from contracts.casework import CasePapersRequested, CaseResumed
from contracts.procedure_terms import USUAL_SUPPLEMENTS, SupplementEffect
from contracts.terms import Due
from kit.core.errors import Conflicting
from kit.core.time import VIETNAM
from law.calendar import Calendar
from law.clock.facts import ClockFacts, Pause, Restart
from law.clock.reception import answer_until
from law.rulebook import rule_value
from law.time_limit import supplement_limit

if TYPE_CHECKING:  # the functions that answer requests import no events of intake
    from contracts.intake import ProcedurePublished


class SupplementRequestedBefore(Conflicting):
    """Supplements are requested once (rule `one_request_for_supplements`), twice by the head."""

    code = "supplement_requested_before"
    vi = (
        "Hồ sơ này đã được yêu cầu bổ sung. Lần thứ hai chỉ thủ trưởng cơ quan được yêu cầu, "
        "và không có lần thứ ba."
    )
    en = (
        "Supplements of this dossier have been requested. Only the head of the agency may request "
        "them a second time, and nobody a third time."
    )


def supplement_request(
    calendar: Calendar,
    procedure: "ProcedurePublished | None",
    *,
    id: str,
    items: tuple[str, ...],
    at: datetime,
) -> SupplementRequest:
    """By the terms of the procedure in force, else by the rules of law of that day."""
    terms = procedure.supplements if procedure else USUAL_SUPPLEMENTS
    limit = terms.within or supplement_limit(at)
    return SupplementRequest(
        id=id,
        items=items,
        requested_at=at,
        due=answer_until(calendar, at, limit),
        effect=terms.effect or _usual_effect(at),
    )


def require_request_left(case: Case, official: Official) -> None:
    """Raises SupplementRequestedBefore."""
    request = case.supplement
    if request and (request.first or "head" not in official.roles):
        raise SupplementRequestedBefore


def request_supplement(case: Case, request: SupplementRequest, *, reason: str) -> Transition:
    """Yêu cầu bổ sung; the second one counts as late in series 766."""
    event = CasePapersRequested(
        request=request.id,
        items=request.items,
        reason=reason,
        due=request.due,
        again=case.supplement is not None,
        grounds=request.grounds,
    )
    following = request.evolve(first=case.supplement)
    return transition(case, "request_supplement", event, supplement=following, proposal=None)


def awaited_request(case: Case, id: str) -> SupplementRequest | None:
    """The request of that id, if the case still waits for its supplements."""
    request = case.supplement
    return request if request and request.id == id and not request.received_at else None


def resume(
    case: Case,
    request: SupplementRequest,
    calendar: Calendar,
    facts: ClockFacts,
    *,
    received: datetime,
) -> Transition:
    """Everything is there: the limit starts anew, or goes on where the procedure says so."""
    start = latest_start(facts, request.requested_at)
    end = max(start, received)
    event = (
        Restart(start=start, end=end)
        if request.effect == "restart"
        else Pause(kind="supplement", start=start, end=end)
    )
    clock, due = recounted(case, calendar, facts, event)
    return transition(
        case,
        "resume",
        CaseResumed(why="supplemented", new_due=due.at, due=due),
        supplement=request.evolve(received_at=received),
        clock=clock,
        due=due,
        milestones=_milestones(case, calendar, clock, due),
        apology=None,
    )


def _milestones(
    case: Case, calendar: Calendar, clock: ClockFacts, due: Due
) -> tuple[Milestone, ...]:
    """A limit that starts anew has all its milestones again, if its due date is another one."""
    starts_anew = isinstance(clock.events[-1], Restart)
    if starts_anew and case.due and case.due.at != due.at:
        return processing_milestones(calendar, clock, promised=due.at)
    return milestones_left(case.milestones, calendar, clock, promised=due.at)


def _usual_effect(at: datetime) -> SupplementEffect:
    value = rule_value("limit_after_supplements", on=at.astimezone(VIETNAM).date()).value
    return "pause" if value == "pause" else "restart"
