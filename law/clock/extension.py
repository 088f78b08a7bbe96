"""Xin lỗi và gia hạn (Mẫu 04): a later due date, promised once and in time."""

from datetime import datetime, timedelta
from typing import Final

from kit.core.errors import Conflicting, Invalid
from law.calendar import VIETNAM, Calendar
from law.clock.count import count
from law.clock.facts import MOST_EXTENSIONS, ClockFacts, Extension


class AlreadyExtended(Conflicting):
    """A due date is extended once (rule `number_of_extensions`)."""

    code = "already_extended"
    vi = "Hồ sơ này đã được gia hạn một lần."
    en = "This dossier has been extended once already."


class ExtensionWhilePaused(Conflicting):
    """The limit does not run, so that nobody knows yet when it ends."""

    code = "extension_while_paused"
    vi = "Đang tạm dừng tính thời hạn: chỉ gia hạn khi thời hạn chạy tiếp."
    en = "The time limit is paused: extend it when it runs again."


class ExtensionTooLate(Conflicting):
    """The apology comes at the latest the day before the due date (`moment_of_the_apology`)."""

    code = "extension_too_late"
    vi = "Chỉ được xin lỗi và gia hạn đến hết ngày {last_day}."
    en = "The last day for an extension with apology was {last_day}."


class ExtensionNotLater(Invalid):
    """An extension gives more time, not less."""

    code = "extension_not_later"
    vi = "Ngày hẹn mới phải sau ngày hẹn hiện tại."
    en = "The new due date must be later than the present one."


class ExtensionOutOfHours(Invalid):
    """Nobody returns a result when the office is closed."""

    code = "extension_out_of_hours"
    vi = "Ngày hẹn mới phải nằm trong giờ làm việc."
    en = "The new due date must lie within working hours."


class ExtensionTooFar(Invalid):
    """A slip of the year: every working day until then would be counted."""

    code = "extension_too_far"
    vi = "Ngày hẹn mới quá xa. Vui lòng kiểm tra lại năm."
    en = "The new due date is too far away. Please check the year."


LONGEST: Final = timedelta(days=5 * 366)
"""From the announcement to the new due date: no limit of the law is that long."""


def extend(
    calendar: Calendar, facts: ClockFacts, extension: Extension, *, days_before: int
) -> ClockFacts:
    """The facts with the extension.

    Raises AlreadyExtended, ExtensionWhilePaused, ExtensionTooLate, ExtensionNotLater,
    ExtensionOutOfHours, ExtensionTooFar.
    """
    if extension.due - extension.start > LONGEST:
        raise ExtensionTooFar(field="due")
    if len(facts.extensions) >= MOST_EXTENSIONS:
        raise AlreadyExtended
    if facts.waits_at(extension.start):
        raise ExtensionWhilePaused
    due = count(calendar, facts).due.at
    _check_announcement(extension.start, due, days_before)
    if extension.due <= due:
        raise ExtensionNotLater(field="due")
    if not _is_worked(calendar, extension.due):
        raise ExtensionOutOfHours(field="due")
    return ClockFacts.model_validate({**dict(facts), "events": (*facts.events, extension)})


def _check_announcement(announced: datetime, due: datetime, days_before: int) -> None:
    last_day = due.date() - timedelta(days=days_before)
    if announced.astimezone(VIETNAM).date() > last_day:
        raise ExtensionTooLate(last_day=f"{last_day:%d/%m/%Y}")


def _is_worked(calendar: Calendar, at: datetime) -> bool:
    """Whether the office is open then, or closes."""
    local = at.astimezone(VIETNAM)
    return any(start <= local <= end for start, end in calendar.spans(local.date()))
