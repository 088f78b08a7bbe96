"""What citizens and officials request about ratings."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import AgencyCode
from contracts.terms.ratings import Grade
from kit.core.model import Body
from kit.http.pagination import PageQuery

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class RatingBody(Body):
    """How satisfied the owner is."""

    grade: Annotated[Grade, Field(description="Very satisfied, satisfied or dissatisfied")]
    comment: Annotated[
        Text | None, Field(description="In the owner's words; for the agency alone")
    ] = None


class ReplyBody(Body):
    """The agency's reply to the owner."""

    text: Annotated[Text, Field(description="For the owner alone")]


class RatingsQuery(PageQuery):
    """Whose ratings, and which page."""

    agency: Annotated[AgencyCode | None, Field(description="None: the caller's first agency")] = (
        None
    )
