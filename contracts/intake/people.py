"""What intake publishes of people who are no dossier's: the end of their data, their contact."""

from typing import Literal

from contracts.terms import Contact, Moment
from contracts.terms.feedback import FeedbackKind
from kit.core.model import Event, Sealed


class PersonErasureOrdered(Event):
    """All personal data of a person are to be erased, as an official of the province decided.

    `request` is the id of the person's request, `people` the ids that they have or had. Dossiers
    have `dossier.erasure_ordered` of their own, once their retention has ended.
    """

    TYPE = "person.erasure_ordered"

    request: str
    people: tuple[str, ...]
    by: str
    role: str


class ContactCodeRequested(Event):
    """Who has the phone or the mailbox of `contact` proves it with this code, until `expires`."""

    TYPE = "contact.code_requested"

    contact: Sealed[Contact]
    one_time_code: Sealed[str]
    expires: Moment


class ContactReplaced(Event):
    """Notices go elsewhere from now on; `contact` is the phone or mailbox where they went."""

    TYPE = "contact.replaced"

    contact: Sealed[Contact]


class ReplyReady(Event):
    """An agency acted on what a person wrote to it, and they are to read how; `contact` is that of
    their profile, `owner` the person.
    """

    TYPE = "contact.reply_ready"

    contact: Sealed[Contact]
    owner: str
    kind: FeedbackKind
    act: Literal["resolve", "refuse", "request_supplement"]
