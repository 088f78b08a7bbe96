"""How notices leave the house: SMS by SNS, mail by SES."""

from typing import Protocol


class Refused(Exception):
    """The provider will never take this message to this address."""


class NotNow(Exception):
    """The provider did not take the message; trying again later is safe."""


class Unsure(Exception):
    """The provider may have taken the message: there was no answer."""


class Post(Protocol):
    """Takes messages. Each call raises Refused, NotNow or Unsure unless the provider took the message."""

    def sms(self, number: str, text: str) -> None:
        """A text message to a number in E.164."""
        ...

    def mail(self, address: str, subject: str, body: str) -> None:
        """A plain-text mail."""
        ...
