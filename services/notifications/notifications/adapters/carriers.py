"""The carriers of a stage, by its settings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from kit.core.time import Clock
from kit.platform import log
from notifications.adapters.aggregator import AggregatorSms
from notifications.adapters.aws_carriers import EndUserMessagingSms, SesMail, SnsSms
from notifications.adapters.message_sender import Mail, MailSender, Sms, SmsSender
from notifications.settings import NotificationsSettings, SmsCarrier

PRICED_AS: Final[dict[SmsCarrier, str]] = {
    "sns": "aws",
    "end-user-messaging": "aws",
    "aggregator": "aggregator",
}
"""The carrier's name in the price list."""


@dataclass(frozen=True, slots=True)
class Carriers:
    """`MessageSender` of one carrier of SMS and one of mails."""

    of_sms: SmsSender
    of_mail: MailSender

    def sms(self, message: Sms) -> None:
        self.of_sms.sms(message)

    def mail(self, message: Mail) -> None:
        self.of_mail.mail(message)


class NoCarrier:
    """`MessageSender` of a stage where officials practise: a message counts as sent, and stays."""

    def sms(self, message: Sms) -> None:
        log.info("message_held", notice=message.notice, channel="sms")

    def mail(self, message: Mail) -> None:
        log.info("message_held", notice=message.notice, channel="mail")


def carriers(
    settings: NotificationsSettings, secrets: Callable[[], Sequence[str]], clock: Clock
) -> Carriers:
    """Those that the settings name; `secrets` are shared with the aggregator. In training nothing
    carries a message.
    """
    if settings.training:
        return Carriers(NoCarrier(), NoCarrier())
    of_mail = SesMail(settings.mail_from, settings.mail_events)
    return Carriers(_of_sms(settings, secrets, clock), of_mail)


def _of_sms(
    settings: NotificationsSettings, secrets: Callable[[], Sequence[str]], clock: Clock
) -> SmsSender:
    match settings.sms_carrier:
        case "sns":
            return SnsSms(settings.sms_sender)
        case "end-user-messaging":
            return EndUserMessagingSms(settings.sms_sender, settings.sms_events)
        case "aggregator":
            return AggregatorSms(settings.sms_url, settings.sms_sender, secrets, clock)
