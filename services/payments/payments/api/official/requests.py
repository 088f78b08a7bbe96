"""What officials send: searches, amounts and reasons."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import Dong, DossierCode
from kit.core.model import Body
from kit.http.pagination import PageQuery
from payments.api.schemas import DayText, Reason
from payments.domain.discrepancy import DISCREPANCY_ID_PATTERN

DiscrepancyId = Annotated[str, StringConstraints(pattern=DISCREPANCY_ID_PATTERN)]
Amount = Annotated[int, Field(gt=0, le=99_999_999_999)]
"""đồng, at least one."""


class PaymentsQuery(PageQuery):
    """Exactly one of `dossier`, `reference` and `day`."""

    dossier: DossierCode | None = Field(default=None, description="The attempts of a dossier.")
    reference: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{12}$")] | None = Field(
        default=None, description="The attempt that the text of a transfer names."
    )
    day: DayText | None = Field(
        default=None, description="The attempts whose money came on a day in Vietnam."
    )


class WhyBody(Body):
    """The reason of a decision."""

    why: Reason = Field(description="A sentence that names no person.")


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
