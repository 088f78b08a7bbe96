"""What officials see of a desk's tasks."""

from typing import Annotated, Self

from pydantic import Field

from contracts.notifications import TaskForm, TaskOutcome
from kit.core.local_time import LocalTime
from kit.core.model import Model
from notifications.domain.desk_task import DeskTask, TaskState, TaskSummary


class TaskSummaryView(Model):
    """An open task: nothing personal."""

    task: Annotated[str, Field(description="Its id")]
    dossier: Annotated[str, Field(description="Mã hồ sơ")]
    procedure: Annotated[str, Field(description="Tên thủ tục")]
    template: Annotated[str, Field(description="The type of the event that the notice is about")]
    form: Annotated[
        TaskForm,
        Field(description="What is handed over; a sealed form or result is among the documents"),
    ]
    agency: Annotated[str, Field(description="Whose desk brings it")]
    opened_at: Annotated[LocalTime, Field(description="Since when it waits")]
    due: Annotated[LocalTime, Field(description="Until when it is to be brought")]

    @classmethod
    def of(cls, summary: TaskSummary) -> Self:
        return cls(**dict(summary))


class TasksView(Model):
    """A page of open tasks, by agency, then by due date."""

    items: Annotated[tuple[TaskSummaryView, ...], Field(description="The tasks")]
    next: Annotated[str | None, Field(description="The cursor of the next page; null: the last")]


class ClosedTaskView(Model):
    """Who brought the notice, how and when."""

    task: Annotated[str, Field(description="Its id")]
    state: Annotated[TaskState, Field(description="Whether it is open, closed or superseded")]
    outcome: Annotated[TaskOutcome | None, Field(description="How it was brought; null: not yet")]
    closed_by: Annotated[str | None, Field(description="The subject of the official")]
    closed_at: Annotated[LocalTime | None, Field(description="When")]

    @classmethod
    def of(cls, task: DeskTask) -> Self:
        return cls(
            task=task.id,
            state=task.state,
            outcome=task.outcome,
            closed_by=task.closed_by,
            closed_at=task.closed_at,
        )


class TaskView(ClosedTaskView):
    """A task with what the applicant is to learn."""

    dossier: Annotated[str | None, Field(description="Mã hồ sơ")]
    form: Annotated[TaskForm, Field(description="What is handed over")]
    due: Annotated[LocalTime, Field(description="Until when it is to be brought")]
    subject: Annotated[str, Field(description="What the letter is about")]
    letter: Annotated[str, Field(description="The words, to print or to read out")]

    @classmethod
    def opened(cls, task: DeskTask) -> Self:
        return cls(
            **dict(ClosedTaskView.of(task)),
            dossier=task.dossier,
            form=task.form,
            due=task.due,
            subject=task.letter.subject,
            letter=task.letter.body,
        )
