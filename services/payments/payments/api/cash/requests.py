"""What cashiers send of their shift."""

from typing import Annotated

from pydantic import Field

from contracts.terms import Dong
from kit.core.model import Body
from kit.http.pagination import PageQuery
from payments.api.schemas import DayText, Reason

Difference = Annotated[int, Field(ge=-99_999_999_999, le=99_999_999_999)]
"""đồng, below zero where more was paid out than taken."""


class HandoverBody(Body):
    """A shift is handed over."""

    counted: Dong = Field(description="What lies in the drawer beyond its own change, in đồng.")
    expected_seen: Difference = Field(
        description="The expected amount that the cashier saw; another one refuses the handover."
    )
    note: Reason | None = Field(
        default=None, description="Why the counted amount differs: it names no person."
    )


class HandoversQuery(PageQuery):
    """Which handovers."""

    day: DayText = Field(description="Those of a day in Vietnam.")
