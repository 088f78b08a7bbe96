"""The milestones of a case's clock: the moments ahead at which its superiors are notified."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from contracts.casework import EscalationLevel, EscalationLimit
from contracts.terms import Moment
from kit.core.model import Model
from law.calendar import Calendar
from law.clock.count import recount
from law.clock.facts import ClockFacts
from law.clock.moments import Level, escalation_moments

LEVELS: Final[Mapping[Level, EscalationLevel]] = {
    "half": "50",
    "nearly_due": "80",
    "due": "due",
    "overdue": "overdue",
}
"""The levels of the law's clock as events name them (rule `escalation_of_a_case`)."""


class Milestone(Model):
    """A moment of a limit: that of the reception, or that of the processing."""

    limit: EscalationLimit = "processing"
    level: EscalationLevel
    at: Moment


def reception_milestones(due: datetime) -> tuple[Milestone, ...]:
    """Tiếp nhận trễ: the reception is late to the minute (rule `late_reception`)."""
    return (Milestone(limit="reception", level="overdue", at=due),)


def processing_milestones(
    calendar: Calendar, facts: ClockFacts, *, promised: datetime
) -> tuple[Milestone, ...]:
    """Every milestone of the time limit, in order."""
    count = recount(calendar, facts, promised)
    moments = escalation_moments(calendar, facts.limit, count)
    milestones = (Milestone(level=LEVELS[level], at=at) for level, at in moments.items())
    return tuple(sorted(milestones, key=lambda milestone: milestone.at))


def milestones_left(
    milestones: tuple[Milestone, ...], calendar: Calendar, facts: ClockFacts, *, promised: datetime
) -> tuple[Milestone, ...]:
    """Those that have not been passed, moved to where the due date has them now."""
    left = {milestone.level for milestone in milestones if milestone.limit == "processing"}
    moved = processing_milestones(calendar, facts, promised=promised)
    return tuple(milestone for milestone in moved if milestone.level in left)
