"""Escalation of cases whose clocks passed a milestone: by the sweeper."""

from datetime import datetime

from casework.domain import escalation
from casework.repository import CaseworkRepository
from kit.core.budget import UNLIMITED, Budget
from kit.persistence.repository import retry_on_conflict
from kit.platform import log


def escalate_cases(cases: CaseworkRepository, at: datetime, budget: Budget = UNLIMITED) -> int:
    """Answers how many went to their superiors; one that fails keeps no other from it.

    Reads the milestones that were passed, never every case. The next run does what the budget
    leaves.
    """
    escalated = 0
    for code in cases.milestones_passed(at):
        if budget.is_spent:
            break
        try:
            escalated += escalate_case(cases, code, at)
        except Exception as error:  # noqa: BLE001 - logged; its milestone stays for the next run
            log.failure("case_not_escalated", error, dossier=code)
    return escalated


@retry_on_conflict
def escalate_case(cases: CaseworkRepository, code: str, at: datetime) -> bool:
    """Whether it was escalated; a case that went on meanwhile has its milestones elsewhere."""
    case = cases.case(code)
    if case is None or not escalation.passed_milestones(case, at):
        return False

    transition = escalation.escalate(case, cases.calendar_of(case.agency), at=at)

    cases.commit_act(transition, at=at)
    return True
