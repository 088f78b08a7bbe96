"""What somebody asks the price of."""

from typing import Annotated

from pydantic import Field

from contracts.terms import Channel, ProcedureCode, channel_of_terms
from intake.domain.fee_rules import Count
from intake.domain.procedure_content import CalendarDay
from intake.domain.quotation import QuoteTerms
from kit.core.model import Body


class QuoteBody(Body):
    """A procedure, and what its fees depend on."""

    procedure: Annotated[ProcedureCode, Field(description="Mã thủ tục hành chính")]
    channel: Annotated[Channel, Field(description="How the dossier is filed")] = "online"
    case: Annotated[
        str | None, Field(max_length=60, description="The case (trường hợp); null: the usual one")
    ] = None
    fee_case: Annotated[
        str | None,
        Field(max_length=60, description="The case of the fee, where `case` does not choose it"),
    ] = None
    group: Annotated[
        str | None, Field(max_length=60, description="The group that pays less, with proof")
    ] = None
    counts: dict[str, Count] = Field(
        default_factory=dict,
        max_length=60,
        description="How many units of a counted fee line, by its line",
    )
    day: Annotated[
        CalendarDay | None, Field(description="The day of the filing, Vietnam; null: today")
    ] = None

    @property
    def terms(self) -> QuoteTerms:
        return QuoteTerms(
            channel=channel_of_terms(self.channel),
            case=self.case,
            fee_case=self.fee_case,
            group=self.group,
            counts=self.counts,
        )
