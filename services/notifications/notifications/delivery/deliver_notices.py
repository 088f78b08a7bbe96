"""The delivery of notices: one attempt at a time, its outcome recorded whatever happens."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from contracts.casework import CaseDueChanged
from contracts.intake import ContactCodeRequested
from kit.core.events import Envelope
from kit.core.model import Event
from kit.core.time import Clock
from kit.platform import fault_injection, log
from notifications.adapters.message_sender import (
    Mail,
    MessageRefused,
    MessageSender,
    Sms,
    TransientFailure,
    UnknownOutcome,
)
from notifications.delivery.recipient import Recipient, Recipients
from notifications.delivery.sms_allowance import SmsAllowance
from notifications.desk.open import DeskNotices
from notifications.domain.message_prices import MessagePrices
from notifications.domain.notice import Act, Attempt, Notice, apply, event_of, new_notice
from notifications.domain.notice_rules import (
    NOTICE_RULES,
    OVERTAKING,
    NoticeRule,
    is_overtaken,
)
from notifications.domain.sms_segments import segments
from notifications.repository import NotificationsRepository

METRICS: Final[dict[Act, str]] = {
    "accept": "NoticeSent",
    "refuse": "NoticeFailed",
    "lose": "NoticeUnknown",
}
"""Act -> the metric that counts it; alarms watch the last two."""


class RetryLater(Exception):
    """An attempt is under way elsewhere: the message must come again."""


@dataclass(frozen=True, slots=True)
class NoticeDelivery:
    """Sends the notices of events. The clock is read at each step: a provider may take seconds."""

    repository: NotificationsRepository
    recipients: Recipients
    sender: MessageSender
    allowance: SmsAllowance
    desk: DeskNotices
    prices: MessagePrices
    clock: Clock

    def deliver(self, message: Envelope) -> None:
        """Send the notices of an event.

        Raises OutOfOrder before the dossier was filed here, RetryLater, TransientFailure,
        UnknownOutcome. One channel's trouble does not hold the others up: each is attempted, then
        the first error is raised.
        """
        rule, event = NOTICE_RULES[message.type], self.repository.event_of(message)
        if message.type in OVERTAKING:
            self.repository.remember_overtaking(message)
            self.desk.supersede(message)
        if not _applies(rule, event, self.clock()):
            return
        recipient = self.recipients.of(message, rule, event)
        overtaken = self._is_overtaken(rule, message)
        if rule.listed and recipient.owner and not overtaken:
            self.repository.list_notice(recipient.owner, recipient.listed(message))
        channels = recipient.channels(rule)
        is_task = not channels or rule.to == "officials"
        if is_task and not overtaken:
            self.desk.open(message, rule, event, recipient)

        errors: list[Exception] = []
        for channel in channels:
            try:
                draft = new_notice(message, rule, channel, self.clock())
                notice = self.repository.existing_notice(draft) or draft
                if not notice.is_settled:
                    self._attempt(notice, recipient, overtaken=overtaken)
            except Exception as error:  # noqa: BLE001 - raised below, after the other channels
                errors.append(error)
        if errors:
            raise errors[0]

    def overtake(self, message: Envelope) -> None:
        """An event without a notice of its own makes others pointless."""
        self.repository.remember_overtaking(message)
        self.desk.supersede(message)

    def _is_overtaken(self, rule: NoticeRule, message: Envelope) -> bool:
        if not rule.overtaken_by and not rule.closed_by:
            return False
        by = self.repository.overtaking_events(message)
        return is_overtaken(rule, subject=message.subject, sequence=message.sequence, by=by)

    def _attempt(self, notice: Notice, recipient: Recipient, *, overtaken: bool) -> None:
        if notice.is_being_sent(self.clock()):
            raise RetryLater
        if notice.outcome == "attempted":
            notice = self._record(notice, "lose")
            if notice.is_settled:
                return
        act = _act_before(notice, recipient, overtaken=overtaken)
        if act == "refuse":
            self._record(notice, act, why="no_address")
        elif act == "attempt":
            self._send_unless_withheld(notice, recipient)
        elif act is not None:
            self._record(notice, act)

    def _send_unless_withheld(self, notice: Notice, recipient: Recipient) -> None:
        why = self.allowance.refusal(notice, recipient) if notice.channel == "sms" else None
        if why is None:
            self._send(notice, recipient)
        else:
            self._record(notice, "withhold", why=why)

    def _send(self, notice: Notice, recipient: Recipient) -> None:
        count = segments(recipient.short_message(notice)) if notice.channel == "sms" else 0
        price = self.prices.of(notice.channel, count)
        attempt = Attempt(segments=count, price=price, priced_as_of=self.prices.as_of)
        self.allowance.book(notice, price)
        notice = self._record(notice, "attempt", attempt)
        fault_injection.point("send.stored")
        try:
            self._hand_over(notice, recipient)
        except MessageRefused:
            self._record(notice, "refuse", why="refused")
            return
        except TransientFailure:
            self._record(notice, "release")
            raise
        except UnknownOutcome:
            if not self._record(notice, "lose").is_settled:
                raise
            return
        fault_injection.point("send.accepted")
        self._record(notice, "accept")
        fault_injection.point("send.recorded")

    def _hand_over(self, notice: Notice, recipient: Recipient) -> None:
        if notice.channel == "sms" and recipient.phone:
            self.sender.sms(Sms(notice.id, recipient.phone, recipient.short_message(notice)))
        elif recipient.mail:
            subject, letter = recipient.subject(notice), recipient.letter(notice)
            self.sender.mail(Mail(notice.id, recipient.mail, subject, letter))

    def _record(
        self, notice: Notice, act: Act, attempt: Attempt | None = None, *, why: str | None = None
    ) -> Notice:
        at = self.clock()
        changed = apply(notice, act, at, attempt=attempt, why=why)
        stored = self.repository.save_notice(changed, event_of(changed, act), at)
        if act in METRICS:
            log.metric(METRICS[act])
        return stored


def _applies(rule: NoticeRule, event: Event, at: datetime) -> bool:
    """A code that nobody could use any more is not sent."""
    if isinstance(event, ContactCodeRequested):
        return event.expires > at
    moved_earlier = isinstance(event, CaseDueChanged) and event.new <= event.old
    return not (rule.when == "later" and moved_earlier)


def _act_before(notice: Notice, recipient: Recipient, *, overtaken: bool) -> Act | None:
    if overtaken:
        return None if notice.outcome == "unknown" else "overtake"
    if notice.channel == "mail" and not notice.statutory and not recipient.wants_mail:
        return "decline"
    address = recipient.phone if notice.channel == "sms" else recipient.mail
    return "attempt" if address else "refuse"
