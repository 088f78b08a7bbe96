"""The routes of a desk's tasks."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from notifications.api.desk import schemas
from notifications.api.desk.handlers import DeskHandlers
from notifications.domain.desk_task import TaskEndsItself, TaskNotOpen

DESK: Final = ("receptionist", "officer", "clerk", "head")


def create_router(
    handlers: Callable[[], DeskHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DeskHandlers]:
    """List, read, close."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/desk-tasks",
        DeskHandlers.list_tasks,
        id="desk_tasks_list",
        tag="desk",
        access=staff(*DESK, "supervisor"),
        answers=schemas.TasksView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/desk-tasks/{task}",
        DeskHandlers.get_task,
        id="desk_tasks_get",
        tag="desk",
        access=staff(*DESK),
        answers=schemas.TaskView,
    )
    router.put(
        "/v1/desk-tasks/{task}/delivery",
        DeskHandlers.close_task,
        id="desk_tasks_close",
        tag="desk",
        access=staff(*DESK),
        answers=schemas.ClosedTaskView,
        problems=(TaskNotOpen, TaskEndsItself),
    )
    return router
