"""What a dossier costs: the lines of a quote, what is assessed later, when it is paid."""

from collections.abc import Iterable
from typing import Annotated, Literal, get_args

from pydantic import Field

from contracts.terms.values import Dong
from kit.core.model import Model

Pay = Literal["before_acceptance", "before_result", "at_counter", "none"]
RefundWhen = Literal["never", "refused", "not_started", "stopped_by_agency"]
Ground = Literal["refused", "not_started", "stopped_by_agency", "unpaid", "none"]
FeeMark = Literal["demo", "unconfirmed"]
"""What people are told of an amount, the strongest first: it is made up for a demonstration (số
liệu minh hoạ), or nobody confirmed it (chưa xác nhận)."""
AssessedBecause = Literal[
    "set_by_provincial_council",
    "stated_by_reference",
    "stated_in_words",
    "amount_doubtful",
    "not_stated",
    "zero_cell_with_other_words",
    "foreign_currency",
    "several_cells",
    "no_cell",
    "period_over",
    "case_not_chosen",
    "group_claimed",
    "no_source",
]
"""Why the agency has to find an amount out (cơ quan xác định)."""


class QuoteLine(Model):
    """One fee line: `rule` names the rule of the catalogue, `amount` in đồng; no source, no
    automatic refund."""

    rule: Annotated[str, Field(description="The id of the fee rule")]
    name: Annotated[str, Field(description="As a receipt states it")]
    amount: Annotated[Dong, Field(description="đồng")]
    refund_when: Annotated[
        RefundWhen, Field(description="The ending of a case on which it goes back")
    ] = "never"
    source: Annotated[str | None, Field(description="The law behind `refund_when`")] = None
    mark: Annotated[
        FeeMark | None,
        Field(description="unconfirmed, or demo: made up; null: as its source states it"),
    ] = None


def strongest_mark(of_parts: Iterable[FeeMark | None]) -> FeeMark | None:
    """What a sum is marked with: made up comes before unconfirmed."""
    present = set(of_parts)
    return next((mark for mark in get_args(FeeMark) if mark in present), None)


class UnassessedFee(Model):
    """Phí, lệ phí do cơ quan xác định: a fee whose amount an official finds out, and which is never
    0 by itself."""

    rule: Annotated[str | None, Field(description="The id of the fee rule, where there is one")]
    name: Annotated[str, Field(description="As a receipt would state it")]
    because: Annotated[AssessedBecause, Field(description="Why nobody can quote it")]


class Quote(Model):
    """What the procedure costs and when it is due."""

    lines: Annotated[tuple[QuoteLine, ...], Field(description="One for each fee")]
    total: Annotated[Dong, Field(description="The sum of the lines, đồng")]
    pay: Annotated[Pay, Field(description="When it is due")]
    unassessed: Annotated[
        tuple[UnassessedFee, ...], Field(description="What the agency assesses later; not in total")
    ] = ()
    mark: Annotated[
        FeeMark | None, Field(description="The strongest mark of its fees, those of 0 đ included")
    ] = None
