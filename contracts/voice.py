"""The events of what citizens say of agencies: ratings of returned dossiers."""

from contracts.exports import RatingExported
from contracts.terms import AgencyCode, ProcedureCode
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


EVENTS: tuple[type[Event], ...] = (RatingSubmitted, RatingReplied, RatingExported)
