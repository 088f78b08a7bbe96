"""Receipts (biên lai) in events: who paid, and what stands on the paper."""

from typing import Annotated

from pydantic import Field

from contracts.terms import AgencyCode, Dong, Moment, QuoteLine
from kit.core.model import Model


class Payer(Model):
    """Người nộp tiền: `identity` is a personal identity number or tax code. Personal: always inside
    a sealed field."""

    name: Annotated[str, Field(description="Họ và tên")]
    organisation: Annotated[str | None, Field(description="The organisation that pays")] = None
    identity: Annotated[
        str | None, Field(description="A personal identity number or a tax code")
    ] = None
    address: Annotated[str | None, Field(description="The address of the payer")] = None


class ReceiptFacts(Model):
    """What stands on a receipt (biên lai) beside its payer; `lines` and `total` in đồng.

    `number` is `<form>/<sign>/<number>` and runs without gaps, `id` is payments' own. `collector`
    is the collecting body's name, `agency` the code of the agency for which it collects; a
    `synthetic` tax code is invented and says so. Where the body is not `registered`, this is an
    acknowledgement of payment. `desk` is the one that took the money, where a desk did;
    `replaces` is the number of the mistaken receipt that this one stands for, `key` the ARN of the
    key with which a registered body signs.
    """

    number: Annotated[str, Field(description="`<form>/<sign>/<number>`")]
    lines: Annotated[tuple[QuoteLine, ...], Field(description="What was paid for")]
    collector: Annotated[str, Field(description="The name of the collecting body")]
    id: Annotated[str | None, Field(description="The id of the receipt in payments")] = None
    form: Annotated[str | None, Field(description="Mẫu số")] = None
    sign: Annotated[str | None, Field(description="Ký hiệu")] = None
    agency: Annotated[AgencyCode | None, Field(description="The code of the collecting body")] = (
        None
    )
    tax_code: Annotated[str | None, Field(description="The tax code of the collecting body")] = None
    synthetic: Annotated[bool, Field(description="Whether the tax code is invented")] = False
    total: Annotated[Dong | None, Field(description="The sum of the lines, đồng")] = None
    total_in_words: Annotated[str | None, Field(description="The sum in Vietnamese words")] = None
    at: Annotated[Moment | None, Field(description="When it was issued")] = None
    paid_at: Annotated[
        Moment | None, Field(description="When it was paid, by the bank's or provider's word")
    ] = None
    desk: Annotated[str | None, Field(description="The desk that took the money")] = None
    registered: Annotated[bool, Field(description="Whether it is an electronic receipt by law")] = (
        False
    )
    replaces: Annotated[str | None, Field(description="The number that it replaces")] = None
    key: Annotated[str | None, Field(description="The KMS key with which its body signs")] = None
