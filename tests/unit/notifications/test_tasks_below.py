"""The tasks of a desk are listed under codes, and read by the tree of agencies."""

from datetime import timedelta
from typing import Any

from kit.core.agency_tree import AgencyTree
from kit.security.staff_directory import Staff
from kit.testing.clock import NOW
from notifications.desk.list import tasks_below
from notifications.domain.desk_task import TaskSummary

TREE = AgencyTree(
    {
        "H49.193.01": {"until": "2025-06-30", "into": ["H49.61"]},
        "H49.61.02": {"parent": "H49.70"},
    },
    "2026-11-30",
)
OFFICIAL = Staff(sub="s", roles=("receptionist",), agencies=("H49.61",)).within(TREE)


class Tasks:
    """One task of each agency, as the table lists them."""

    def __init__(self, *agencies: str) -> None:
        self.agencies = agencies

    def open_tasks(self, agency: str, after: str | None, limit: int) -> Any:
        coded = [each for each in self.agencies if f"{each}.".startswith(f"{agency}.")]
        behind = coded[int(after or 0) :]
        end = int(after or 0) + limit
        return [a_task(each) for each in behind[:limit]], str(end) if end < len(coded) else None


def a_task(agency: str) -> TaskSummary:
    return TaskSummary(
        task=agency,
        dossier=f"{agency}-261130-0001",
        procedure="x",
        template="case.accepted",
        form="form-01",
        agency=agency,
        opened_at=NOW,
        due=NOW + timedelta(hours=8),
    )


def test_tasks_of_a_commune_that_ended_follow_and_of_who_left_do_not() -> None:
    tasks: Any = Tasks("H49.193.01", "H49.61", "H49.61.01", "H49.61.02", "H49.62")
    shown, after, pages = [], None, 0
    while pages == 0 or after:
        page, after = tasks_below(tasks, OFFICIAL, "H49.61", after=after, limit=2)
        shown += [task.agency for task in page]
        pages += 1

    assert shown == ["H49.61", "H49.61.01", "H49.193.01"]
    assert pages == 3
