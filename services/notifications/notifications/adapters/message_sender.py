"""The port by which notices leave: SMS and mail, and how sending may fail."""

from dataclasses import dataclass, field
from typing import Protocol


class MessageRefused(Exception):
    """The provider will never take this message to this address."""


class TransientFailure(Exception):
    """The provider did not take the message; a retry is safe."""


class UnknownOutcome(Exception):
    """The provider may have taken the message: there was no answer."""


@dataclass(frozen=True, slots=True)
class Sms:
    """A text message to a number in E.164; a delivery report names `notice`."""

    notice: str
    number: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mail:
    """A plain-text mail; a delivery report names `notice`."""

    notice: str
    address: str = field(repr=False)
    subject: str = field(repr=False)
    body: str = field(repr=False)


class SmsSender(Protocol):
    """Raises one of the above unless the provider took the message."""

    def sms(self, message: Sms) -> None: ...


class MailSender(Protocol):
    """Raises one of the above unless the provider took the message."""

    def mail(self, message: Mail) -> None: ...


class MessageSender(SmsSender, MailSender, Protocol):
    """Both."""
