"""Amounts of fees as editors see them."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import Day, Dong
from intake.domain.fee_amount import FeeAmount, FeeAmountState
from kit.core.local_time import LocalTime
from kit.core.model import Model


class FeeAmountView(Model):
    """An amount of a fee, who entered it and who decided on it."""

    id: Annotated[str, Field(description="Its id")]
    rule: Annotated[str, Field(description="The fee rule whose amount it is")]
    amount: Annotated[Dong, Field(description="đồng per unit")]
    resolution: Annotated[str, Field(description="The resolution that sets it")]
    valid_from: Annotated[Day, Field(description="The first day, Vietnam")]
    valid_to: Annotated[Day | None, Field(description="The last day, Vietnam; null: without end")]
    state: Annotated[FeeAmountState, Field(description="Only an agreed one is quoted")]
    proposed_by: Annotated[str, Field(description="The editor who entered it")]
    proposed_at: Annotated[LocalTime, Field(description="When")]
    decided_by: Annotated[str | None, Field(description="The second editor")]
    decided_at: Annotated[LocalTime | None, Field(description="When that one decided")]
    version: Annotated[int | None, Field(description="The version that has it, once agreed")]

    @classmethod
    def of(cls, amount: FeeAmount) -> Self:
        return cls(**dict(amount))


class FeeAmountsView(Model):
    """The amounts that editors entered for a procedure."""

    items: Annotated[
        tuple[FeeAmountView, ...], Field(description="The latest hundred, oldest first")
    ]
