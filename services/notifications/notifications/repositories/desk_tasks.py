"""The tasks of desks: by dossier, by agency, and by what is due."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from kit.core.agency_code import province_code
from kit.core.events import Change
from kit.core.model import Event
from kit.core.time import stamp
from kit.persistence.items import Item, Put, Remove, Write
from kit.persistence.query import Query
from kit.persistence.repository import Repository
from notifications.domain.desk_task import DeskTask, TaskSummary, summary_of

LIST: Final = "LIST"
TIMER: Final = "TIMER"
TIMERS: Final = "TASKTIMER"
MOST_ESCALATED: Final = 200
"""Of one run of the sweeper."""
TaskPage = tuple[list[TaskSummary], str | None]


class DeskTasks(Repository):
    """Questions about tasks of desks."""

    def task(self, id: str) -> DeskTask | None:
        """A task by its id."""
        return self.load(DeskTask, id)

    def tasks_of(self, code: str) -> Iterator[DeskTask]:
        """Every task of a dossier, also the closed ones."""
        for item in self._table.all(Query(partition=_of_dossier(code), prefix="TASK#")):
            task = self.load(DeskTask, item.sk.removeprefix("TASK#"))
            if task:
                yield task

    def open_tasks(self, agency: str, after: str | None, limit: int) -> TaskPage:
        """A page of the open tasks of an agency and of those that are below it by its code, by
        agency, then by due date.
        """
        query = Query(
            partition=_list_of(agency),
            index="by-at",
            since=f"{agency}#",
            upto=f"{agency}/",
            after=after,
            limit=limit,
            consistent=False,
        )
        page = self._table.query(query)
        return [TaskSummary.model_validate_json(item.doc) for item in page.items], page.after

    def tasks_to_escalate(self, at: datetime) -> list[str]:
        """The tasks whose next milestone has passed, the oldest first."""
        query = Query(
            partition=TIMERS,
            index="by-at",
            upto=f"{stamp(at)}#~",
            limit=MOST_ESCALATED,
            consistent=False,
        )
        page = self._table.query(query)
        return [item.pk.removeprefix(f"{DeskTask.KIND}#") for item in page.items]

    def save_task(self, task: DeskTask, event: Event, at: datetime) -> None:
        """With its places in the lists; raises Conflict."""
        self.commit([Change(task, event, _places(task))], at=at)


def _places(task: DeskTask) -> tuple[Write, ...]:
    line, timer = Item(task.pk, LIST, "{}"), Item(task.pk, TIMER, "{}")
    if task.state != "open":
        return Remove(line.pk, line.sk), Remove(timer.pk, timer.sk)
    listed = Item(
        task.pk,
        LIST,
        summary_of(task).model_dump_json(),
        index_attributes={
            "by": _list_of(task.agency),
            "at": f"{task.agency}#{stamp(task.due)}#{task.id}",
        },
    )
    writes: list[Write] = [
        Put(listed),
        Put(Item(_of_dossier(task.dossier or ""), _name(task), "{}")),
    ]
    if task.milestone is None:
        return *writes, Remove(timer.pk, timer.sk)
    at = f"{stamp(task.milestone)}#{task.id}"
    timed = Item(task.pk, TIMER, "{}", index_attributes={"by": TIMERS, "at": at})
    return *writes, Put(timed)


def _name(task: DeskTask) -> str:
    return f"TASK#{task.id}"


def _of_dossier(code: str) -> str:
    return f"TASKS#{code}"


def _list_of(agency: str) -> str:
    """The partition of a province: an agency is a part of it, with those below."""
    return f"TASKS#{province_code(agency)}"
