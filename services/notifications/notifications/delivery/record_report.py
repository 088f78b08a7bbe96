"""What a carrier reports about a message that it took: it arrived, or it did not."""

from datetime import datetime

from kit.core.model import Model
from kit.platform import log
from notifications.domain.notice import GRAPH, Act, apply, event_of
from notifications.repository import NotificationsRepository


class DeliveryReport(Model):
    """`notice` as the message named it; `why` is the carrier's word for what went wrong."""

    notice: str
    delivered: bool
    why: str | None = None


class ReportTooEarly(Exception):
    """The attempt that the report is about has no outcome yet: the report must come again."""


def record_report(
    report: DeliveryReport, repository: NotificationsRepository, at: datetime
) -> None:
    """The first final report stands; repeats and later ones change nothing.

    Raises ReportTooEarly, Conflict.
    """
    notice = repository.notice(report.notice)
    if notice is None:
        log.warning("report_of_no_notice")
        return
    if notice.outcome in ("new", "attempted", "waiting"):
        raise ReportTooEarly
    act: Act = "deliver" if report.delivered else "bounce"
    if (notice.outcome, act) not in GRAPH:
        return
    changed = apply(notice, act, at, why=report.why)
    repository.save_notice(changed, event_of(changed, act), at)
    log.metric("NoticeDelivered" if report.delivered else "NoticeUndelivered")
