"""The port by which notices leave: SMS and mail, and how sending may fail."""

from typing import Protocol


class MessageRefused(Exception):
    """The provider will never take this message to this address."""


class TransientFailure(Exception):
    """The provider did not take the message; a retry is safe."""


class UnknownOutcome(Exception):
    """The provider may have taken the message: there was no answer."""


class MessageSender(Protocol):
    """Each call raises one of the above unless the provider took the message."""

    def sms(self, number: str, text: str) -> None:
        """A text message to a number in E.164."""
        ...

    def mail(self, address: str, subject: str, body: str) -> None:
        """A plain-text mail."""
        ...
