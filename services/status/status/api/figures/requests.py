"""What paths of figures hold."""

from typing import Annotated

from pydantic import Field

from contracts.terms import AgencyCode
from kit.core.model import Model
from status.domain.period_figures import Dimension

Month = Annotated[
    str,
    Field(
        pattern=r"^20[0-9]{2}-(?:0[1-9]|1[0-2])$",
        description="The month, YYYY-MM, in Vietnam's time.",
    ),
]
"""A month in a path."""
DayOfRoot = Annotated[
    str,
    Field(
        pattern=r"^20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
        description="The day, YYYY-MM-DD, in Vietnam's time.",
    ),
]
"""A day in a path."""


class SeriesQuery(Model):
    """Which months, and of which place."""

    until: Annotated[Month, Field(description="The last month.")]
    months: Annotated[int, Field(ge=1, le=24, description="How many months up to it.")] = 12
    by: Annotated[Dimension, Field(description="What the place is.")] = "province"
    key: Annotated[
        str | None,
        Field(min_length=1, max_length=200, description="Its code or name; none: the province."),
    ] = None


class MoreQuery(Model):
    """What if more counted for an indicator of an agency."""

    agency: Annotated[AgencyCode, Field(description="The agency.")]
    indicator: Annotated[
        str,
        Field(pattern=r"^[1-5]\.[1-6c][ab]?$", description="The indicator, by its number."),
    ]
    more: Annotated[int, Field(ge=1, le=1_000_000, description="How many more count.")]
