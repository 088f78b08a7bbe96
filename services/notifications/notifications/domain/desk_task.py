"""The desk task (việc của bộ phận một cửa): a notice that no channel brings, a desk does."""

from datetime import datetime
from typing import ClassVar, Final, Literal, get_args

from contracts.notifications import TaskClosed, TaskEscalated, TaskForm, TaskOpened, TaskOutcome
from contracts.terms import AgencyCode, Moment
from kit.core.errors import Conflicting
from kit.core.events import Envelope
from kit.core.model import Aggregate, Model, Sealed
from notifications.domain.notice import notice_id

TaskState = Literal["open", "closed", "superseded"]
TaskAct = Literal["escalate", "close", "supersede"]
Delivery = Literal["handed", "posted", "in_person", "by_phone"]
"""How a desk brings a notice: on paper to who came, by post, in person by word, or by phone."""
TASK_GRAPH: Final[dict[tuple[TaskState, TaskAct], TaskState]] = {
    ("open", "escalate"): "open",
    ("open", "close"): "closed",
    ("open", "supersede"): "superseded",
}
TASK_STATES: Final[tuple[TaskState, ...]] = get_args(TaskState)


class TaskNotOpen(Conflicting):
    """The task was closed before, or a later event made it pointless."""

    code = "task_not_open"
    vi = "Việc này đã xong hoặc không còn cần thực hiện. Vui lòng tải lại danh sách."
    en = "This task is done or no longer needed. Please reload the list."


class TaskEndsItself(Conflicting):
    """Nobody brings a correction: it ends when the National Portal has the dossier."""

    code = "task_ends_itself"
    vi = "Việc này tự kết thúc khi Cổng Dịch vụ công quốc gia nhận được hồ sơ."
    en = "This task ends by itself when the National Portal has the dossier."


class Letter(Model):
    """What the applicant is to learn, in their language; of a correction, officials. Personal."""

    subject: str
    body: str


class TaskClock(Model):
    """When a task is due, and when it is so late that an alarm rings."""

    due: Moment
    overdue: Moment


class DeskTask(Aggregate):
    """`event` is the id of the event that the notice is about, `sequence` and `subject` its place.

    `milestone` is the moment at which it is escalated next; None: no more. `closed_by` is the
    subject of the official who brought the notice.
    """

    KIND: ClassVar[str] = "TASK"

    event: str
    subject: str
    sequence: int
    template: str
    form: TaskForm
    agency: AgencyCode
    procedure: str
    letter: Sealed[Letter]
    opened_at: Moment
    due: Moment
    overdue: Moment
    milestone: Moment | None
    state: TaskState = "open"
    outcome: TaskOutcome | None = None
    closed_by: str | None = None
    closed_at: Moment | None = None


class TaskSummary(Model):
    """A task in the list of its agency: nothing personal."""

    task: str
    dossier: str
    procedure: str
    template: str
    form: TaskForm
    agency: AgencyCode
    opened_at: Moment
    due: Moment


class TaskNotice(Model):
    """The notice that a desk is to bring, and for which agency's dossier of which procedure."""

    form: TaskForm
    agency: AgencyCode
    procedure: str
    letter: Letter


def task_id(event: str) -> str:
    """13 characters, always the same for an event."""
    return notice_id(event, "desk")


def open_task(
    message: Envelope, notice: TaskNotice, clock: TaskClock, *, at: datetime
) -> tuple[DeskTask, TaskOpened]:
    """The task of an event's notice."""
    task = DeskTask(
        id=task_id(message.id),
        dossier=message.dossier,
        vault=message.vault,
        event=message.id,
        subject=message.subject,
        sequence=message.sequence,
        template=message.type,
        form=notice.form,
        agency=notice.agency,
        procedure=notice.procedure,
        letter=notice.letter,
        opened_at=at,
        due=clock.due,
        overdue=clock.overdue,
        milestone=None if notice.form == "correction" else clock.due,
    )
    event = TaskOpened(template=task.template, form=task.form, agency=task.agency, due=task.due)
    return task, event


def close_task(
    task: DeskTask, how: Delivery, *, by: str, at: datetime
) -> tuple[DeskTask, TaskClosed]:
    """The notice was brought; raises TaskEndsItself, TaskNotOpen."""
    if task.form == "correction":
        raise TaskEndsItself
    return _ended(task, "close", how, by=by, at=at)


def supersede_task(task: DeskTask, *, at: datetime) -> tuple[DeskTask, TaskClosed]:
    """A later event made the notice pointless; raises TaskNotOpen."""
    return _ended(task, "supersede", "superseded", by=None, at=at)


def escalate_task(task: DeskTask, *, at: datetime) -> tuple[DeskTask, TaskEscalated] | None:
    """Of milestones that were passed at once the latest is published; None: none was passed."""
    if task.milestone is None or task.milestone > at:
        return None
    state = _next_state(task, "escalate")
    is_overdue = task.overdue <= at
    milestone = None if is_overdue else task.overdue
    event = TaskEscalated(
        template=task.template, level="overdue" if is_overdue else "due", due=task.due
    )
    return task.evolve(state=state, milestone=milestone), event


def summary_of(task: DeskTask) -> TaskSummary:
    """Its line in the list of its agency."""
    facts = task.model_dump(include=set(TaskSummary.model_fields) - {"task", "dossier"})
    return TaskSummary(task=task.id, dossier=task.dossier or "", **facts)


def _ended(
    task: DeskTask, act: TaskAct, outcome: TaskOutcome, *, by: str | None, at: datetime
) -> tuple[DeskTask, TaskClosed]:
    ended = task.evolve(
        state=_next_state(task, act),
        outcome=outcome,
        closed_by=by,
        closed_at=at,
        milestone=None,
    )
    return ended, TaskClosed(template=task.template, outcome=outcome, by=by)


def _next_state(task: DeskTask, act: TaskAct) -> TaskState:
    state = TASK_GRAPH.get((task.state, act))
    if state is None:
        raise TaskNotOpen
    return state
