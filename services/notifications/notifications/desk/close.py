"""The end of a task of a desk: an official brought the notice."""

from datetime import datetime

from kit.core.errors import NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_directory import Staff
from notifications.domain.desk_task import Delivery, DeskTask, close_task
from notifications.repository import NotificationsRepository


class CloseTask(Model):
    """Which task an official closes, and how the notice was brought."""

    task: str
    how: Delivery
    official: Staff


@retry_on_conflict
def close_desk_task(
    repository: NotificationsRepository, command: CloseTask, *, at: datetime
) -> DeskTask:
    """Closing it again as before changes nothing; raises NotFound, TaskNotOpen,
    TaskEndsItself.
    """
    task = own_task(repository, command.task, command.official)
    if task.closed_by == command.official.sub and task.outcome == command.how:
        return task

    closed, event = close_task(task, command.how, by=command.official.sub, at=at)

    repository.save_task(closed, event, at)
    return closed


def own_task(repository: NotificationsRepository, id: str, official: Staff) -> DeskTask:
    """A task of the official's agencies; raises NotFound."""
    task = repository.task(id)
    if task is None or not official.covers(task.agency):
        raise NotFound
    return task
