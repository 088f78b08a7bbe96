"""The events of the exchange with the National Public Service Portal."""

from typing import Literal

from contracts.exports import SyncExported
from contracts.national import (
    DossierReceived,
    NationalPaymentReported,
    QuestionReceived,
    SupplementReceived,
)
from contracts.registries import RegistryResponded
from contracts.terms import Moment
from kit.core.model import Event


class SyncRefused(Event):
    """The National Portal, or our own honesty rules (`code` honesty), refuse a dossier.

    `service` is the portal's service, `field` the one that it names; "" where it names none.
    """

    TYPE = "sync.refused"

    service: str
    field: str
    code: str


class SyncDone(Event):
    """A dossier that was refused is no longer: the portal has all of it (`sent`), or nothing more
    is sent because it was erased."""

    TYPE = "sync.done"

    how: Literal["sent", "erased"]


class SyncPaused(Event):
    """The National Portal does not answer: nothing is sent but a probe now and then."""

    TYPE = "sync.paused"

    since: Moment


class SyncResumed(Event):
    """The National Portal answers again, after `since`."""

    TYPE = "sync.resumed"

    since: Moment
    at: Moment


EVENTS: tuple[type[Event], ...] = (
    SyncRefused,
    SyncDone,
    SyncPaused,
    SyncResumed,
    SyncExported,
    DossierReceived,
    SupplementReceived,
    NationalPaymentReported,
    QuestionReceived,
    RegistryResponded,
)
