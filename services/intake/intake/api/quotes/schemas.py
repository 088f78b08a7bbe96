"""What a procedure costs, explained line by line."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field

from contracts.terms import (
    AssessedBecause,
    Channel,
    Day,
    Dong,
    FeeMark,
    LocalizedText,
    Pay,
    RefundWhen,
    channel_of_terms,
)
from intake.domain.fee_explanation import explanation, refund_words
from intake.domain.fee_words import MARK_TEXTS
from intake.domain.procedure import Procedure
from intake.domain.quotation import Quotation, QuotedFee
from kit.core.model import Model


class QuotedFeeView(Model):
    """A fee line."""

    rule: Annotated[str | None, Field(description="The id of the fee rule; null: none states it")]
    line: Annotated[str | None, Field(description="The fee line, as `counts` names it")]
    name: Annotated[str, Field(description="Phí, lệ phí, as a receipt states it")]
    amount: Annotated[Dong | None, Field(description="đồng; null: the agency assesses it")]
    count: Annotated[int, Field(description="How many units")]
    unit: Annotated[str | None, Field(description="What is counted")]
    because: Annotated[
        AssessedBecause | None, Field(description="Why an official has to find it out, or prove it")
    ]
    mark: Annotated[FeeMark | None, Field(description="What is to be shown beside the amount")]
    explanation: Annotated[
        tuple[LocalizedText, ...], Field(description="How it was found, a sentence a step")
    ]
    valid_from: Annotated[Day | None, Field(description="The first day of this amount, Vietnam")]
    valid_to: Annotated[Day | None, Field(description="The last day of this amount, Vietnam")]
    law: Annotated[str | None, Field(description="The text that sets the fee")]
    source: Annotated[str | None, Field(description="Where it was read")]
    words: Annotated[str | None, Field(description="The source's own words")]
    refund_when: Annotated[RefundWhen, Field(description="When it goes back")]
    refund_source: Annotated[str | None, Field(description="The law behind that; null: no source")]
    refund: Annotated[LocalizedText, Field(description="The same as a sentence")]

    @classmethod
    def of(cls, fee: QuotedFee) -> Self:
        rule = fee.rule
        return cls(
            rule=rule and rule.id,
            line=rule and rule.line,
            name=fee.name,
            amount=fee.amount,
            count=fee.count,
            unit=rule and rule.unit,
            because=fee.because,
            mark=fee.mark,
            explanation=explanation(fee),
            valid_from=rule and rule.valid_from,
            valid_to=rule and rule.valid_to,
            law=rule and rule.law,
            source=rule and rule.source,
            words=rule and rule.words,
            refund_when=rule.refund_when if rule else "never",
            refund_source=rule and rule.refund_source,
            refund=refund_words(rule),
        )


class Choice(Model):
    """A case or a group that changes the amount."""

    id: Annotated[str, Field(description="As the request names it")]
    name: Annotated[str, Field(description="In the source's words")]


class QuotationView(Model):
    """What filing would cost on a day; nothing is stored."""

    procedure: Annotated[str, Field(description="Mã thủ tục hành chính")]
    version: Annotated[int, Field(description="The version in force")]
    name: Annotated[str, Field(description="Tên thủ tục")]
    channel: Annotated[Channel, Field(description="How the dossier is filed")]
    day: Annotated[Day, Field(description="The day of the filing, Vietnam")]
    fees: Annotated[tuple[QuotedFeeView, ...], Field(description="Line by line")]
    total: Annotated[Dong, Field(description="The sum of the amounts, đồng")]
    currency: Annotated[Literal["VND"], Field(description="Always VND")] = "VND"
    assessed_by_agency: Annotated[
        bool, Field(description="Whether more may come that the agency assesses")
    ]
    pay: Annotated[Pay, Field(description="When it is due")]
    mark: Annotated[FeeMark | None, Field(description="The strongest mark of the fees")]
    mark_text: Annotated[LocalizedText | None, Field(description="The same as a sentence")]
    fee_cases: Annotated[tuple[Choice, ...], Field(description="The cases of the fees")]
    groups: Annotated[tuple[Choice, ...], Field(description="Groups that pay less, with proof")]

    @classmethod
    def of(cls, procedure: Procedure, quotation: Quotation, channel: Channel, day: str) -> Self:
        quote = quotation.quote
        offered = (None, channel_of_terms(channel))
        rules = [rule for rule in procedure.content.fee_rules if rule.channel in offered]
        return cls(
            procedure=procedure.id,
            version=procedure.version,
            name=procedure.content.name,
            channel=channel,
            day=day,
            fees=tuple(map(QuotedFeeView.of, quotation.fees)),
            total=quote.total,
            assessed_by_agency=bool(quote.unassessed),
            pay=quote.pay,
            mark=quote.mark,
            mark_text=MARK_TEXTS[quote.mark] if quote.mark else None,
            fee_cases=_choices((rule.case, rule.case_name) for rule in rules),
            groups=_choices((rule.group, rule.group_name) for rule in rules),
        )


def _choices(named: Iterable[tuple[str | None, str | None]]) -> tuple[Choice, ...]:
    names = {choice: name or choice for choice, name in named if choice}
    return tuple(Choice(id=choice, name=name) for choice, name in names.items())
