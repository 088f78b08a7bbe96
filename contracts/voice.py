"""The events of what citizens say of agencies: ratings, feedback and questions."""

from contracts.exports import RatingExported
from contracts.terms import AgencyCode, Moment, ProcedureCode
from contracts.terms.feedback import FeedbackAct, FeedbackKind, FeedbackState
from contracts.terms.ratings import Grade
from kit.core.model import Event, Model, Sealed


class RatingSubmitted(Event):
    """Whoever has a dossier rated how it was handled, or changed the rating: `changed`.

    `network` is a keyed digest of the network from which it came, None where nobody knows it.
    """

    TYPE = "rating.submitted"

    procedure: ProcedureCode
    agency: AgencyCode
    grade: Grade
    changed: bool = False
    network: str | None = None


class RatingReplied(Event):
    """The agency replied to a rating; `by` is the official's subject."""

    TYPE = "rating.replied"

    agency: AgencyCode
    by: str


class FeedbackSubmitted(Event):
    """A citizen submitted feedback or a complaint about an agency, or asked it a question."""

    TYPE = "feedback.submitted"

    kind: FeedbackKind
    agency: AgencyCode
    due: Moment | None


class PublishedWords(Model):
    """What everybody reads of a question: without names, as the second reader left it."""

    question: str
    reply: str


class FeedbackChanged(Event):
    """An act changed where feedback stands; `late`: after its limit. `by` is the official's
    subject, None where the citizen acted.

    `owner` is the person whose it is; None: it was asked at the National Portal, under the HOIDAPID
    `national`. Then `reply` is what whoever asked is told, by `by_name` of `agency_name`.
    `published`: what is published of a question.
    """

    TYPE = "feedback.changed"

    act: FeedbackAct
    state: FeedbackState
    agency: AgencyCode
    due: Moment | None = None
    late: bool = False
    by: str | None = None
    kind: FeedbackKind = "feedback"
    owner: str | None = None
    national: str | None = None
    reply: Sealed[str | None] = None
    by_name: Sealed[str | None] = None
    agency_name: str = ""
    published: PublishedWords | None = None


EVENTS: tuple[type[Event], ...] = (
    RatingSubmitted,
    RatingReplied,
    RatingExported,
    FeedbackSubmitted,
    FeedbackChanged,
)
