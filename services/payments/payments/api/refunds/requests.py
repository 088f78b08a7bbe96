"""What officials send of a refund."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.payments import Method
from contracts.terms import Dong
from kit.core.model import Body
from kit.http.pagination import PageQuery
from payments.api.schemas import Reason
from payments.domain.discrepancy import DISCREPANCY_ID_PATTERN
from payments.domain.refund import RefundState

DiscrepancyId = Annotated[str, StringConstraints(pattern=DISCREPANCY_ID_PATTERN)]
Amount = Annotated[int, Field(gt=0, le=99_999_999_999)]
"""đồng, at least one."""


class RefundsQuery(PageQuery):
    """Which refunds."""

    state: RefundState = Field(description="Those in a state.")
    method: Method | None = Field(
        default=None, description="Only those of money that came so: `cash` is paid out at a desk."
    )


class RefundBody(Body):
    """A refund."""

    amount: Amount = Field(description="How much goes back, in đồng.")
    why: Reason = Field(description="A sentence that names no person.")
    refundable_seen: Dong = Field(
        description="The refundable amount that the official saw; another one refuses the request."
    )
    discrepancy: DiscrepancyId | None = Field(
        default=None, description="The discrepancy of this payment that the refund answers."
    )
