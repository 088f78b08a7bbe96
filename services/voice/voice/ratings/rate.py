"""An owner rates the handling of a dossier, and the agency replies."""

from datetime import datetime

from contracts.terms import DossierCode
from contracts.terms.ratings import Grade
from contracts.voice import RatingReplied, RatingSubmitted
from kit.core.model import Model
from kit.persistence.repository import required, retry_on_conflict
from voice.domain import rated_dossier
from voice.domain.rated_dossier import RatedDossier, Reply
from voice.repository import VoiceRepository


class RateDossier(Model):
    """The owner's rating; `network` is a digest of the network from which it comes."""

    dossier: DossierCode
    grade: Grade
    comment: str | None
    network: str | None = None


class ReplyToRating(Model):
    """The agency's reply; `by` is the official's subject."""

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
    event = RatingSubmitted(
        procedure=dossier.procedure,
        agency=dossier.agency,
        grade=command.grade,
        changed=earlier is not None,
        network=command.network,
    )

    repository.save_rating(rated, counts.with_rating(command.grade, earlier), event, at)
    return rated


@retry_on_conflict
def reply_to_rating(
    repository: VoiceRepository, command: ReplyToRating, *, at: datetime
) -> RatedDossier:
    """Raises NotFound where there is no rating, ReplyFinal."""
    dossier = required(repository.dossier(command.dossier))
    rating = required(dossier.rating)

    submitted = Reply(text=command.text, by=command.by, at=at)
    replied = rated_dossier.reply(dossier, rating, submitted)
    if replied == dossier:
        return dossier

    event = RatingReplied(agency=dossier.agency, by=command.by)
    repository.save_reply(replied, event, at)
    return replied
