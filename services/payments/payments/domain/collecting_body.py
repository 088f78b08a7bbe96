"""Collecting bodies (cơ quan thu phí, lệ phí) and the forms of their receipts: models of data."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import AgencyCode
from kit.core.model import Model

TaxCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{10}(?:-[0-9]{3})?$")]
"""Mã số thuế: ten digits, and three more for a dependent unit."""
SignLetters = Annotated[str, StringConstraints(pattern=r"^[ABCDEGHKLMNPQRSTUVXY]{2}$")]
"""The two letters of a sign that the body chooses (TT 91/2026/TT-BTC, Phụ lục II mục 2.b)."""


SigningKey = Annotated[str, StringConstraints(pattern=r"^arn:aws[a-z-]*:kms:[a-z0-9:-]+:key/.+$")]
"""The ARN of a KMS key (ECC_NIST_P256)."""


class Registration(Model):
    """What the tax authority accepted (Mẫu 01/ĐKTĐ-CTĐT): its receipts are electronic receipts from
    `since` on, signed with the body's own `key`.
    """

    name: str
    since: date
    key: SigningKey
    letters: SignLetters = "AA"


class CollectingBody(Model):
    """The agency whose tax code receipts name.

    A `synthetic` tax code is invented, and so its body is never registered; `source` is where the
    code is from.
    """

    tax_code: TaxCode
    synthetic: bool
    source: str
    registration: Registration | None = None


class CollectingBodies(Model):
    """The province's collecting bodies by agency code."""

    version: str
    note: str
    bodies: dict[AgencyCode, CollectingBody]


Bodies = Mapping[AgencyCode, CollectingBody]


class Collector(Model):
    """Who collects for an agency: `body` is the code of the body that has the tax code.

    `registration` is None where the body's papers are no electronic receipts.
    """

    agency: AgencyCode
    body: AgencyCode
    name: str
    tax_code: TaxCode | None = None
    synthetic: bool = False
    registration: Registration | None = None


class ReceiptForm(Model):
    """Ký hiệu mẫu and ký hiệu: `digits` to which its number is filled up; `until`: its last day."""

    form: str
    sign: str
    digits: Annotated[int, Field(ge=1, le=8)] = 1
    until: date | None = None


class ReceiptForms(Model):
    """The forms by what a paper is; `ended` are those of older days, the oldest first."""

    version: str
    note: str
    ended: tuple[ReceiptForm, ...]
    receipt: ReceiptForm
    acknowledgement: ReceiptForm
