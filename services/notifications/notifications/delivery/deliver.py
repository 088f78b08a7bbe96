"""Telling: a notice has one try at a time, and what became of it is recorded whatever happens."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.casework import CaseDueChanged
from kit.core.events import Envelope
from kit.core.model import Event
from kit.platform import fault_injection, log
from notifications.adapters import NotNow, Post, Refused, Unsure
from notifications.delivery.template_reader import Reader, reader_of
from notifications.domain.notice import Act, Notice, after, drafted, said
from notifications.domain.notice_rules import NOTICES, OVERTAKERS, Row, is_overtaken
from notifications.domain.sms_segments import segments
from notifications.repository import Store

COUNTED: Final[dict[Act, str]] = {
    "accept": "NoticeSent",
    "refuse": "NoticeFailed",
    "lose": "NoticeUnknown",
}
"""Act -> the metric that counts it; alarms watch the last two."""


class LookAgain(Exception):
    """A try is under way elsewhere, or got no answer: the message must come again."""


@dataclass(frozen=True, slots=True)
class Office:
    """What telling needs: the store, the post and a clock."""

    store: Store
    post: Post
    now: Callable[[], datetime]


def tell(office: Office, message: Envelope) -> None:
    """Send the notices of a heard event; raises Early before the dossier was filed here, and LookAgain.

    One channel's trouble does not keep the others silent: each is tried, then the first error is raised.
    """
    row, event = NOTICES[message.type], office.store.event(message)
    if message.type in OVERTAKERS:
        office.store.remember(message)
    if not _applies(row, event):
        return
    reader = reader_of(office.store, message, row, event)
    overtaken = _is_overtaken(office.store, row, message)

    troubles: list[Exception] = []
    for channel in row.channels:
        try:
            notice = office.store.notice(drafted(message, row, channel, office.now()))
            if not notice.is_settled:
                _carry(office, notice, reader, overtaken=overtaken)
        except Exception as trouble:  # noqa: BLE001 - raised below, when the other channels were tried
            troubles.append(trouble)
    if troubles:
        raise troubles[0]


def _applies(row: Row, event: Event) -> bool:
    return not (
        row.when == "later" and isinstance(event, CaseDueChanged) and event.new <= event.old
    )


def _is_overtaken(store: Store, row: Row, message: Envelope) -> bool:
    if not row.overtaken_by and not row.closed_by:
        return False
    return is_overtaken(
        row, subject=message.subject, sequence=message.sequence, passed=store.passed(message)
    )


def _carry(office: Office, notice: Notice, reader: Reader, *, overtaken: bool) -> None:
    if notice.is_being_sent(office.now()):
        raise LookAgain
    if notice.outcome == "attempted":
        notice = _record(office, notice, "lose")
        if notice.is_settled:
            return
    act = _first_act(notice, reader, overtaken=overtaken)
    if act == "attempt":
        _send(office, notice, reader)
    elif act is not None:
        _record(office, notice, act)


def _first_act(notice: Notice, reader: Reader, *, overtaken: bool) -> Act | None:
    if overtaken:
        return None if notice.outcome == "unknown" else "overtake"
    if notice.channel == "mail" and not notice.statutory and not reader.wants_mail:
        return "decline"
    return "attempt" if (reader.phone if notice.channel == "sms" else reader.mail) else "refuse"


def _send(office: Office, notice: Notice, reader: Reader) -> None:
    count = segments(reader.short_message(notice)) if notice.channel == "sms" else 0
    notice = _record(office, notice, "attempt", count)
    fault_injection.point("send.stored")
    try:
        _hand_over(office.post, notice, reader)
    except Refused:
        _record(office, notice, "refuse")
        return
    except NotNow:
        _record(office, notice, "release")
        raise
    except Unsure:
        if not _record(office, notice, "lose").is_settled:
            raise
        return
    fault_injection.point("send.accepted")
    _record(office, notice, "accept")
    fault_injection.point("send.recorded")


def _hand_over(post: Post, notice: Notice, reader: Reader) -> None:
    if notice.channel == "sms" and reader.phone:
        post.sms(reader.phone, reader.short_message(notice))
    elif reader.mail:
        post.mail(reader.mail, reader.subject(notice), reader.letter(notice))


def _record(office: Office, notice: Notice, act: Act, count: int | None = None) -> Notice:
    now = office.now()
    changed = after(notice, act, now, segments=count)
    kept = office.store.commit(changed, now, said(changed, act))
    if act in COUNTED:
        log.metric(COUNTED[act])
    return kept
