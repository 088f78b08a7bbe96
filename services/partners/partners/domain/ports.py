"""What partners reaches outside its table."""

from typing import Protocol

from partners.domain.delivery import Outcome, Outgoing


class Endpoints(Protocol):
    """Partners' endpoints."""

    def send(self, outgoing: Outgoing) -> Outcome:
        """One request; raises nothing."""
        ...


class MailNotSent(Exception):
    """A mail was not sent, or nobody knows: later, please."""


class ContactMail(Protocol):
    """Mails to the contacts of partners."""

    def send(self, address: str, subject: str, text: str) -> None:
        """One mail; raises MailNotSent."""
        ...


class WakeQueue(Protocol):
    """Wakes the deliverer for an endpoint."""

    def wake(self, hook: str, seconds: int = 0) -> None:
        """In so many seconds, at most 900."""
        ...
