"""Escalation (báo cáo quá hạn): superiors are notified of a milestone that a case passed, once."""

from datetime import datetime

from casework.domain.apology import draft_apology
from casework.domain.case import Case, Transition, transition
from casework.domain.milestones import Milestone
from casework.domain.states import CLOCK_RUNS
from casework.domain.transitions import next_state
from contracts.casework import CaseEscalated
from contracts.terms import Moment
from law.calendar import Calendar


def next_milestone(case: Case) -> Moment | None:
    """When the clock passes the next milestone; None where it stands still."""
    return case.milestones[0].at if case.milestones and case.state in CLOCK_RUNS else None


def passed_milestones(case: Case, at: datetime) -> tuple[Milestone, ...]:
    """Those that the running clock has passed and nobody was notified of."""
    if case.state not in CLOCK_RUNS:
        return ()
    return tuple(milestone for milestone in case.milestones if milestone.at <= at)


def escalate(case: Case, calendar: Calendar, *, at: datetime) -> Transition:
    """Of several that were passed at once, the latest is published; raises ActNotAllowed.

    With the milestone of four fifths comes a draft of the apology, for the head.
    """
    next_state("escalate", case.state)
    passed = passed_milestones(case, at)
    latest = passed[-1]
    drafts = any(milestone.level == "80" for milestone in passed)
    return transition(
        case,
        "escalate",
        CaseEscalated(level=latest.level, limit=latest.limit),
        milestones=case.milestones[len(passed) :],
        apology=draft_apology(case, calendar, at=at) if drafts else case.apology,
    )
