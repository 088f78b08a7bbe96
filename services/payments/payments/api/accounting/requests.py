"""What accountants send: resolutions, reasons and the totals that they saw."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from kit.core.model import Body
from kit.http.pagination import PageQuery
from payments.api.refunds.requests import DiscrepancyId
from payments.api.schemas import DayText, Id, Reason
from payments.domain.accounting_day import DayState
from payments.domain.discrepancy import DiscrepancyState


class DiscrepanciesQuery(PageQuery):
    """Which discrepancies."""

    state: DiscrepancyState = Field(default="open", description="Those in a state.")
    day: DayText | None = Field(default=None, description="Only those of a day in Vietnam.")


class DaysQuery(PageQuery):
    """Which accounting days."""

    state: DayState = Field(
        default="open",
        description="`open`: oldest first; `closed`: newest first.",
    )


class ResolutionBody(Body):
    """How a discrepancy ends."""

    how: Literal["allocated", "returned", "booked", "explained", "sent_again"] = Field(
        description="`allocated`: its money pays a fee; `returned`: it was sent back; `booked`: the"
        " ledger takes a refund that was made at the provider; `explained`: the reason is enough,"
        " because no payer waits for money; `sent_again`: what the tax authority refused is sent"
        " again."
    )
    fee: Id | None = Field(
        default=None, description="For `allocated`: the fee, if it is not the discrepancy's own."
    )
    together: Annotated[tuple[DiscrepancyId, ...], Field(max_length=20)] = Field(
        default=(),
        description="For `allocated`: other discrepancies whose transfers pay the fee too.",
    )
    outgoing: DiscrepancyId | None = Field(
        default=None, description="For `returned`: the discrepancy of the outgoing transaction."
    )
    reason: Reason = Field(description="A sentence that names no person.")


class ReasonBody(Body):
    """Why a day may close with a discrepancy."""

    reason: Reason = Field(description="A sentence that names no person.")


class AccountTotalSeen(Body):
    """An account's totals as the official saw them."""

    account: Annotated[str, StringConstraints(max_length=60)] = Field(
        description="The account's name."
    )
    debit: Annotated[int, Field(ge=0)] = Field(description="đồng.")
    credit: Annotated[int, Field(ge=0)] = Field(description="đồng.")


class ClosingBody(Body):
    """What the official saw before closing a day."""

    totals_seen: Annotated[tuple[AccountTotalSeen, ...], Field(max_length=100)] = Field(
        description="The totals of the day, in their order."
    )
