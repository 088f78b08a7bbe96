"""The open tasks of an agency's desk and of those below it in the tree."""

from kit.security.staff_directory import Staff
from notifications.repositories.desk_tasks import TaskPage
from notifications.repository import NotificationsRepository


def tasks_below(
    repository: NotificationsRepository,
    official: Staff,
    agency: str,
    *,
    after: str | None,
    limit: int,
) -> TaskPage:
    """A page; it may hold fewer. Tasks are listed under codes, and the tree decides under which."""
    lists = official.tree.lists((agency,))
    place, _, rest = (after or "0|").partition("|")
    position = min(int(place), len(lists) - 1)
    tasks, following = repository.open_tasks(lists[position], rest or None, limit)
    shown = [task for task in tasks if official.tree.is_within(task.agency, (agency,))]
    if following:
        return shown, f"{position}|{following}"
    return shown, f"{position + 1}|" if position + 1 < len(lists) else None
