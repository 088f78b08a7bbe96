"""The events of what citizens say of agencies: ratings and feedback."""

from contracts.exports import RatingExported
from contracts.terms import AgencyCode, Moment, ProcedureCode
from contracts.terms.feedback import FeedbackAct, FeedbackKind, FeedbackState
from contracts.terms.ratings import Grade
from kit.core.model import Event


class RatingSubmitted(Event):
    """Whoever has a dossier rated how it was handled, or changed the rating: `changed`."""

    TYPE = "rating.submitted"

    procedure: ProcedureCode
    agency: AgencyCode
    grade: Grade
    changed: bool = False


class RatingReplied(Event):
    """The agency replied to a rating; `by` is the official's subject."""

    TYPE = "rating.replied"

    agency: AgencyCode
    by: str


class FeedbackSubmitted(Event):
    """A citizen submitted feedback or a complaint about an agency."""

    TYPE = "feedback.submitted"

    kind: FeedbackKind
    agency: AgencyCode
    due: Moment | None


class FeedbackChanged(Event):
    """An act changed where feedback stands; `late`: after its limit. `by` is the official's
    subject, None where the citizen acted.
    """

    TYPE = "feedback.changed"

    act: FeedbackAct
    state: FeedbackState
    agency: AgencyCode
    due: Moment | None = None
    late: bool = False
    by: str | None = None


EVENTS: tuple[type[Event], ...] = (
    RatingSubmitted,
    RatingReplied,
    RatingExported,
    FeedbackSubmitted,
    FeedbackChanged,
)
