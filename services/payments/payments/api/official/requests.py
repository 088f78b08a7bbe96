"""What officials send: searches, sums and reasons."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from contracts.terms import Day as DayText
from contracts.terms import Dong, DossierCode
from kit.core.model import Body, Model
from payments.api.payer.schemas import Id
from payments.domain.discrepancy import DISCREPANCY_ID_PATTERN, DiscrepancyState

Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
"""An official's reason, in a sentence that names no person."""
CaseId = Annotated[str, StringConstraints(pattern=DISCREPANCY_ID_PATTERN)]
Limit = Annotated[int, Field(ge=1, le=100)]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=1000)]
Sum = Annotated[int, Field(gt=0, le=99_999_999_999)]
"""đồng, more than nothing."""


class PaymentsQuery(Model):
    """Which tries: one of dossier, transfer reference, and day (in Vietnam) on which their money came."""

    dossier: DossierCode | None = None
    reference: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{12}$")] | None = None
    day: DayText | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


class CasesQuery(Model):
    """Which cases: in a state, perhaps only those of a day."""

    state: DiscrepancyState = "open"
    day: DayText | None = None
    cursor: Cursor | None = None
    limit: Limit = 50


class WhyBody(Body):
    """Why; it names no person."""

    why: Reason


class ReasonBody(Body):
    """The reason; it names no person."""

    reason: Reason


class RefundBody(Body):
    """How much goes back, why, the refundable amount that the official saw, and the case that it answers."""

    amount: Sum
    why: Reason
    refundable_seen: Dong
    case: CaseId | None = None


class ResolutionBody(Body):
    """How a case ends: `allocated` to `fee` (or the case's own), `returned` by the case `outgoing`, or `explained`."""

    how: Literal["allocated", "returned", "explained"]
    fee: Id | None = None
    outgoing: CaseId | None = None
    reason: Reason
