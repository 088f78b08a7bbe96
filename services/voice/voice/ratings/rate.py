"""An owner rates the handling of a dossier, and the agency answers."""

from datetime import datetime

from contracts.terms import DossierCode
from contracts.terms.ratings import Grade
from contracts.voice import RatingAnswered, RatingGiven
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from voice.domain import rated_dossier
from voice.domain.rated_dossier import Answer, RatedDossier
from voice.repository import VoiceRepository


class RateDossier(Model):
    """The owner's rating."""

    dossier: DossierCode
    grade: Grade
    comment: str | None


class AnswerRating(Model):
    """The agency's answer; `by` is the official's subject."""

    dossier: DossierCode
    text: str
    by: str


@retry_on_conflict
def rate_dossier(
    repository: VoiceRepository, command: RateDossier, *, at: datetime
) -> RatedDossier:
    """Once counted, however often it is sent.

    Raises NotFound, DossierNotReturned, RatingClosed, RatingFinal.
    """
    dossier = required(repository.dossier(command.dossier))
    counts = repository.agency_ratings(dossier.agency)

    rated = rated_dossier.rate(dossier, grade=command.grade, comment=command.comment, at=at)
    if rated == dossier:
        return dossier
    earlier = dossier.rating.grade if dossier.rating else None
    event = RatingGiven(
        procedure=dossier.procedure,
        agency=dossier.agency,
        grade=command.grade,
        changed=earlier is not None,
    )

    repository.save_rating(rated, counts.with_rating(command.grade, earlier), event, at)
    return rated


@retry_on_conflict
def answer_rating(
    repository: VoiceRepository, command: AnswerRating, *, at: datetime
) -> RatedDossier:
    """Raises NotFound where there is no rating, AnswerFinal."""
    dossier = required(repository.dossier(command.dossier))
    rating = required(dossier.rating)

    given = Answer(text=command.text, by=command.by, at=at)
    answered = rated_dossier.answer(dossier, rating, given)
    if answered == dossier:
        return dossier

    event = RatingAnswered(agency=dossier.agency, by=command.by)
    repository.save_answer(answered, event, at)
    return answered
