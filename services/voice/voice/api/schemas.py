"""What citizens and officials see of ratings."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import AgencyCode, DossierCode, ProcedureCode
from contracts.terms.ratings import Grade
from kit.core.local_time import LocalTime
from kit.core.model import Model
from voice.domain.agency_ratings import AgencyRatings
from voice.domain.rated_dossier import RatedDossier, Rating


class OwnerRatingView(Model):
    """A rating with its reply."""

    grade: Annotated[Grade, Field(description="Very satisfied, satisfied or dissatisfied")]
    comment: Annotated[str | None, Field(description="In the owner's words")]
    rated_at: Annotated[LocalTime, Field(description="When it was first submitted")]
    changed: Annotated[bool, Field(description="Whether it was changed since")]
    reply: Annotated[str | None, Field(description="The agency's reply; null: none yet")]
    replied_at: Annotated[LocalTime | None, Field(description="When the agency replied")]

    @classmethod
    def of(cls, rating: Rating) -> Self:
        return cls(
            grade=rating.grade,
            comment=rating.comment,
            rated_at=rating.at,
            changed=rating.changed,
            reply=rating.reply.text if rating.reply else None,
            replied_at=rating.reply.at if rating.reply else None,
        )


class RatingView(Model):
    """Whether and how a dossier is rated."""

    dossier: Annotated[DossierCode, Field(description="The dossier")]
    agency: Annotated[AgencyCode, Field(description="The agency that handled it")]
    open_until: Annotated[
        LocalTime | None, Field(description="Until when it may be rated; null: not returned yet")
    ]
    rating: Annotated[OwnerRatingView | None, Field(description="The rating; null: none")]

    @classmethod
    def of(cls, dossier: RatedDossier) -> Self:
        return cls(
            dossier=dossier.id,
            agency=dossier.agency,
            open_until=dossier.open_until,
            rating=OwnerRatingView.of(dossier.rating) if dossier.rating else None,
        )


class RatingLineView(Model):
    """A rating in its agency's list, without words."""

    dossier: Annotated[DossierCode, Field(description="The dossier")]
    procedure: Annotated[ProcedureCode, Field(description="Its procedure")]
    grade: Annotated[Grade, Field(description="Very satisfied, satisfied or dissatisfied")]
    rated_at: Annotated[LocalTime, Field(description="When it was first submitted")]
    has_comment: Annotated[bool, Field(description="Whether the owner says more")]
    replied: Annotated[bool, Field(description="Whether the agency replied")]

    @classmethod
    def of(cls, dossier: RatedDossier, rating: Rating) -> Self:
        return cls(
            dossier=dossier.id,
            procedure=dossier.procedure,
            grade=rating.grade,
            rated_at=rating.at,
            has_comment=rating.comment is not None,
            replied=rating.reply is not None,
        )


class AgencyRatingView(Model):
    """The ratings of an agency: nothing but its code where there are fewer than five."""

    agency: Annotated[AgencyCode, Field(description="The agency")]
    rated: Annotated[int | None, Field(description="Rated dossiers; null: fewer than five")]
    very_satisfied: Annotated[int | None, Field(description="How many of them")]
    satisfied: Annotated[int | None, Field(description="How many of them")]
    dissatisfied: Annotated[int | None, Field(description="How many of them")]
    satisfied_at_least: Annotated[
        float | None,
        Field(
            ge=0,
            le=1,
            description="The share satisfied or more: lower end of Wilson's interval at 95 %",
        ),
    ]

    @classmethod
    def of(cls, counts: AgencyRatings) -> Self:
        shown = counts.is_shown
        return cls(
            agency=counts.id,
            rated=counts.rated if shown else None,
            very_satisfied=counts.very_satisfied if shown else None,
            satisfied=counts.satisfied if shown else None,
            dissatisfied=counts.dissatisfied if shown else None,
            satisfied_at_least=counts.lower_bound,
        )


class RatingsView(Model):
    """A page of an agency's ratings."""

    counts: Annotated[AgencyRatingView, Field(description="All of the agency's ratings")]
    items: Annotated[tuple[RatingLineView, ...], Field(description="The newest first")]
    next: Annotated[str | None, Field(description="The cursor of the next page; null: none")]
