"""Escalation of tasks that a desk has not closed in time: by the sweeper."""

from datetime import datetime

from kit.core.budget import UNLIMITED, Budget
from kit.persistence.repository import retry_on_conflict
from kit.platform import log
from notifications.domain.desk_task import escalate_task
from notifications.repository import NotificationsRepository


def escalate_tasks(
    repository: NotificationsRepository, at: datetime, budget: Budget = UNLIMITED
) -> int:
    """Answers how many went to their superiors; one that fails keeps no other from it.

    The next run does what the budget leaves.
    """
    escalated = 0
    for task in repository.tasks_to_escalate(at):
        if budget.is_spent:
            break
        try:
            escalated += _escalate(repository, task, at)
        except Exception as error:  # noqa: BLE001 - logged; its milestone stays for the next run
            log.failure("task_not_escalated", error, task=task)
    return escalated


@retry_on_conflict
def _escalate(repository: NotificationsRepository, id: str, at: datetime) -> bool:
    task = repository.task(id)
    escalation = escalate_task(task, at=at) if task and task.state == "open" else None
    if escalation is None:
        return False
    repository.save_task(*escalation, at)
    if escalation[1].level == "overdue":
        log.metric("DeskTaskOverdue")
    return True
