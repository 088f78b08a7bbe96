"""What editors enter of a fee's amount."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import Dong
from intake.domain.procedure_content import CalendarDay, Text
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body

FeeAmountId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the amount")
]


class FeeAmountBody(Body):
    """An amount with the resolution (nghị quyết) that sets it."""

    rule: Annotated[str, Field(max_length=80, description="The fee rule whose amount it is")]
    amount: Annotated[Dong, Field(description="đồng per unit")]
    resolution: Annotated[
        Text, Field(min_length=3, max_length=200, description="Number and date of the resolution")
    ]
    valid_from: Annotated[CalendarDay, Field(description="The first day, Vietnam")]
    valid_to: Annotated[
        CalendarDay | None, Field(description="The last day, Vietnam; null: without end")
    ] = None
