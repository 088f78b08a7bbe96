"""The events of what citizens say of agencies: ratings of returned dossiers."""

from contracts.exports import RatingExported
from contracts.terms import AgencyCode, ProcedureCode
from contracts.terms.ratings import Grade
from kit.core.model import Event


class RatingGiven(Event):
    """Whoever has a dossier rated how it was handled, or changed the rating: `changed`."""

    TYPE = "rating.given"

    procedure: ProcedureCode
    agency: AgencyCode
    grade: Grade
    changed: bool = False


class RatingAnswered(Event):
    """The agency answered a rating; `by` is the official's subject."""

    TYPE = "rating.answered"

    agency: AgencyCode
    by: str


EVENTS: tuple[type[Event], ...] = (RatingGiven, RatingAnswered, RatingExported)
