"""The handlers of a desk's tasks: notices that it brings to whom no channel reaches."""

from dataclasses import dataclass

from kit.core.errors import NotFound
from kit.core.model import SealedValue
from kit.http.context import RequestContext
from kit.http.pagination import Cursors
from kit.persistence.repository import required
from notifications.api.desk import requests, schemas
from notifications.desk.close import CloseTask, close_desk_task, own_task
from notifications.desk.list import tasks_below
from notifications.repository import NotificationsRepository


@dataclass(frozen=True, slots=True)
class DeskHandlers:
    """Bound to the table and the cursors of lists."""

    repository: NotificationsRepository
    cursors: Cursors

    def list_tasks(self, request: RequestContext, query: requests.TasksQuery) -> schemas.TasksView:
        """List open tasks of a desk

        Of an agency and of those below it: what is to be printed, posted or said in person, because
        neither SMS nor mail reaches the applicant.
        """
        official = required(request.staff)
        agency = request.require_agency(query.agency or official.agencies[0])
        scope = f"desk-tasks {request.sub} {agency}"
        after = self.cursors.open(scope, query.cursor)
        tasks, rest = tasks_below(self.repository, official, agency, after=after, limit=query.limit)
        items = tuple(map(schemas.TaskSummaryView.of, tasks))
        return schemas.TasksView(items=items, next=self.cursors.seal(scope, rest))

    def get_task(self, request: RequestContext, task: requests.TaskId) -> schemas.TaskView:
        """Get a task of a desk

        With the words to print or to read out; who read them is recorded.
        """
        opened = own_task(self.repository, task, required(request.staff))
        letter: object = opened.letter
        if isinstance(letter, SealedValue):
            raise NotFound
        request.disclose(opened.dossier)
        return schemas.TaskView.opened(opened)

    def close_task(
        self, request: RequestContext, task: requests.TaskId, body: requests.DeliveryBody
    ) -> schemas.ClosedTaskView:
        """Close a task of a desk

        The caller brought the notice; closing it again as before changes nothing.
        """
        command = CloseTask(task=task, how=body.how, official=required(request.staff))
        closed = close_desk_task(self.repository, command, at=request.now)
        return schemas.ClosedTaskView.of(closed)
