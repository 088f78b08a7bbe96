"""A dossier that its owner may rate once its result is returned, and the rating."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from contracts.terms import Moment
from contracts.terms.ratings import Grade
from kit.core.errors import Conflicting
from kit.core.model import Aggregate, Model, Sealed

OPEN_FOR: Final = timedelta(days=30)
"""How long after the return of the result its dossier may be rated."""


class DossierNotReturned(Conflicting):
    """The dossier has no returned result yet."""

    code = "dossier_not_returned"
    vi = "Hồ sơ chưa được trả kết quả nên chưa thể đánh giá."
    en = "The result of this dossier has not been returned, so it cannot be rated yet."


class RatingClosed(Conflicting):
    """The time for a rating is over."""

    code = "rating_closed"
    vi = "Đã quá 30 ngày kể từ khi trả kết quả nên không thể đánh giá hồ sơ này nữa."
    en = "More than 30 days have passed since the result was returned; it can no longer be rated."


class RatingFinal(Conflicting):
    """The rating was changed once, or it has a reply."""

    code = "rating_final"
    vi = "Đánh giá đã được sửa một lần hoặc đã được trả lời nên không sửa được nữa."
    en = "The rating was changed once already, or has a reply; it can no longer be changed."


class ReplyFinal(Conflicting):
    """The rating has a reply, and it says something else."""

    code = "reply_final"
    vi = "Đánh giá này đã được trả lời."
    en = "This rating has a reply already."


class Reply(Model):
    """What the agency replies; `by` is the official's subject."""

    text: Sealed[str]
    by: str
    at: Moment


class Rating(Model):
    """What the owner says; it may be changed once, until it has a reply."""

    grade: Grade
    comment: Sealed[str | None] = None
    at: Moment
    changed: bool = False
    reply: Reply | None = None


class RatedDossier(Aggregate):
    """Of the dossier `id`. `owner` is the person whose it is, as of event `owner_sequence`; None:
    nobody with an account. `handler` is the agency that returned the result, `official` who did,
    as of event `returned_sequence` of the case.
    """

    KIND: ClassVar[str] = "DOSSIER"

    procedure: str = ""
    filed_at_agency: str = ""
    owner: str | None = None
    owner_sequence: int = 0
    handler: str | None = None
    official: str | None = None
    returned_at: Moment | None = None
    returned_sequence: int = 0
    rating: Rating | None = None

    @property
    def agency(self) -> str:
        """Whom the rating concerns."""
        return self.handler or self.filed_at_agency

    @property
    def is_filed(self) -> bool:
        """Whether its filing has come: before it nobody may see it."""
        return bool(self.procedure)

    @property
    def open_until(self) -> datetime | None:
        """Until when it may be rated; None before the return."""
        return self.returned_at + OPEN_FOR if self.returned_at else None


def rate(dossier: RatedDossier, *, grade: Grade, comment: str | None, at: datetime) -> RatedDossier:
    """The dossier with its rating; the same one where the rating says so already.

    Raises DossierNotReturned, RatingClosed, RatingFinal.
    """
    if dossier.open_until is None:
        raise DossierNotReturned
    rating = dossier.rating
    if rating and (rating.grade, rating.comment) == (grade, comment):
        return dossier
    if at >= dossier.open_until:
        raise RatingClosed
    if rating is None:
        return dossier.evolve(rating=Rating(grade=grade, comment=comment, at=at))
    if rating.changed or rating.reply:
        raise RatingFinal
    return dossier.evolve(rating=rating.evolve(grade=grade, comment=comment, changed=True))


def reply(dossier: RatedDossier, rating: Rating, submitted: Reply) -> RatedDossier:
    """The dossier with the agency's reply; raises ReplyFinal where another one stands."""
    if rating.reply and rating.reply.text == submitted.text:
        return dossier
    if rating.reply:
        raise ReplyFinal
    return dossier.evolve(rating=rating.evolve(reply=submitted))
