"""Tasks of a desk from events: one is opened where no channel reaches the applicant."""

from collections.abc import Callable
from dataclasses import dataclass

from contracts.casework import CaseAccepted
from contracts.notifications import TaskForm
from kit.core.events import Envelope
from kit.core.model import Event
from kit.core.time import Clock
from kit.persistence.repository import retry_on_conflict
from law.calendar import Calendar
from notifications.delivery.recipient import Recipient
from notifications.desk.clock import task_clock
from notifications.domain.desk_task import (
    Letter,
    TaskNotice,
    open_task,
    supersede_task,
    task_id,
)
from notifications.domain.notice_rules import NOTICE_RULES, NoticeRule, is_overtaken
from notifications.repository import NotificationsRepository


@dataclass(frozen=True, slots=True)
class DeskNotices:
    """Opens tasks, and supersedes those that a later event made pointless."""

    repository: NotificationsRepository
    calendar: Callable[[], Calendar]
    clock: Clock

    @retry_on_conflict
    def open(self, message: Envelope, rule: NoticeRule, event: Event, to: Recipient) -> None:
        """A task for the notice, where it asks, promises or decides something; once. Of a notice to
        officials, what they have to do.

        The National Portal shows its applicants each step itself: no desk brings them notices.
        """
        if rule.task is None or self.repository.task(task_id(message.id)):
            return
        dossier = self.repository.contact_for(message)
        if dossier.portal and rule.to == "citizen":
            return
        at = self.clock()
        notice = TaskNotice(
            form=_form(rule.task, event),
            agency=dossier.agency,
            procedure=dossier.procedure,
            letter=Letter(
                subject=to.subject_of(message.type, task_id(message.id)),
                body=to.letter_of(message.type, task_id(message.id), rule.to),
            ),
        )
        task, opened = open_task(message, notice, task_clock(self.calendar(), at), at=at)
        self.repository.save_task(task, opened, at)
        self.supersede(message)  # what overtakes it may have come meanwhile

    @retry_on_conflict
    def supersede(self, message: Envelope) -> None:
        """Close the open tasks that this event overtakes."""
        at = self.clock()
        by = self.repository.overtaking_events(message)
        if not by:
            return
        for task in self.repository.tasks_of(message.dossier or message.subject):
            rule = NOTICE_RULES[task.template]
            is_pointless = is_overtaken(rule, subject=task.subject, sequence=task.sequence, by=by)
            if task.state == "open" and is_pointless:
                self.repository.save_task(*supersede_task(task, at=at), at)


def _form(form: TaskForm, event: Event) -> TaskForm:
    """Of a result of the same day there is no Mẫu 01."""
    return "letter" if isinstance(event, CaseAccepted) and not event.with_form else form
