"""Whether an SMS may be sent now: verified phone, listed country, number's and day's limits."""

from dataclasses import dataclass
from typing import Final

from kit.core.time import VIETNAM, Clock
from kit.platform import log
from notifications.delivery.recipient import Recipient
from notifications.domain.notice import Notice
from notifications.domain.notice_rules import NOTICE_RULES
from notifications.domain.sms_policy import SmsPolicy, Withheld, number_bucket
from notifications.repository import NotificationsRepository

METRICS: Final[dict[Withheld, str]] = {
    "phone_unverified": "SmsNotAllowed",
    "country_not_served": "SmsNotAllowed",
    "number_limit": "SmsNumberLimit",
    "budget_spent": "SmsBudgetSpent",
}


@dataclass(frozen=True, slots=True)
class SmsAllowance:
    """A notice that was attempted before is not counted again."""

    repository: NotificationsRepository
    policy: SmsPolicy
    clock: Clock

    def refusal(self, notice: Notice, recipient: Recipient) -> Withheld | None:
        """Why this SMS is withheld; None: it may be sent, and is counted."""
        phone = recipient.phone or ""
        why = self.policy.refusal(phone, verified=recipient.phone_verified)
        if why is None and notice.attempts == 0:
            why = self._limit(notice, recipient, phone)
        if why is not None:
            log.metric(METRICS[why])
        return why

    def book(self, notice: Notice, price: int) -> None:
        """Take the price of an attempt from the day's budget."""
        self.repository.book_spending(self._day(), notice.id, price, self.clock())

    def _limit(self, notice: Notice, recipient: Recipient, phone: str) -> Withheld | None:
        day, at = self._day(), self.clock()
        required = not NOTICE_RULES[notice.template].sms_confirms
        spent = self.repository.spent_on(day)
        if recipient.mail and self.policy.is_spent(spent, required=required):
            return "budget_spent"
        count = self.repository.count_sms(day, number_bucket(phone), at)
        return "number_limit" if count > self.policy.a_number else None

    def _day(self) -> str:
        return f"{self.clock().astimezone(VIETNAM):%Y-%m-%d}"
