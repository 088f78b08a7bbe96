"""The clock of a case: the facts that its due date follows from, and an extension of it."""

from datetime import datetime, timedelta
from typing import Final

from casework.domain.case import Case, Transition, transition
from casework.domain.milestones import milestones_left
from casework.domain.transitions import next_state
from contracts.casework import CaseExtended
from contracts.procedure_terms import Limit
from contracts.terms import Due
from kit.core.time import VIETNAM
from law.calendar import Calendar
from law.clock.count import count, recount
from law.clock.extension import extend as with_extension
from law.clock.facts import ClockFacts, Event, Extension
from law.clock.limit import TimeLimit
from law.rulebook import rule_value

TICK: Final = timedelta(microseconds=1)


def clock_at_acceptance(
    limit: Limit, *, at: datetime, late_since: datetime | None = None
) -> ClockFacts:
    """The facts of a case that is accepted then; `late_since`: the reception was late, which had
    begun at that time.
    """
    return ClockFacts(limit=TimeLimit.of(limit), arrival=at, filed=late_since)


def latest_start(facts: ClockFacts, at: datetime) -> datetime:
    """`at`, or just after the last event if the clock of another machine put that later."""
    return max([at, facts.arrival, *(event.start + TICK for event in facts.events)])


def recounted(
    case: Case, calendar: Calendar, facts: ClockFacts, event: Event
) -> tuple[ClockFacts, Due]:
    """The facts with one more event, and the due date: never earlier than the one promised."""
    changed = ClockFacts.model_validate({**dict(facts), "events": (*facts.events, event)})
    if case.due is None:
        return changed, count(calendar, changed).due
    return changed, recount(calendar, changed, case.due.at).due


def extend(
    case: Case,
    calendar: Calendar,
    facts: ClockFacts,
    *,
    due: datetime,
    reason: str,
    at: datetime,
) -> Transition:
    """Xin lỗi và gia hạn, một lần, chậm nhất trước ngày hẹn một ngày.

    Raises AlreadyExtended, ExtensionTooLate, ExtensionNotLater, ExtensionOutOfHours; ActNotAllowed
    comes first.
    """
    next_state("extend", case.state)
    days_before = int(rule_value("moment_of_the_apology", on=at.astimezone(VIETNAM).date()).value)
    extension = Extension(start=latest_start(facts, at), due=due)

    clock = with_extension(calendar, facts, extension, days_before=days_before)

    new_due = count(calendar, clock).due
    old_due = case.due.at if case.due else count(calendar, facts).due.at
    event = CaseExtended(
        reason=reason,
        old_due=old_due,
        new_due=new_due.at,
        due=new_due,
        accepted_at=case.accepted_at,
    )
    milestones = milestones_left(case.milestones, calendar, clock, promised=new_due.at)
    return transition(
        case, "extend", event, clock=clock, due=new_due, milestones=milestones, apology=None
    )
