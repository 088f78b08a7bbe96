"""What officials send: searches, corrections and reasons."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import Dong, TypedDossierCode
from kit.core.model import Body
from kit.http.pagination import PageQuery
from payments.api.schemas import DayText, Reason


class PaymentsQuery(PageQuery):
    """Exactly one of `dossier`, `reference` and `day`."""

    dossier: TypedDossierCode | None = Field(default=None, description="The attempts of a dossier.")
    reference: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{12}$")] | None = Field(
        default=None, description="The attempt that the text of a transfer names."
    )
    day: DayText | None = Field(
        default=None, description="The attempts whose money came on a day in Vietnam."
    )


class WhyBody(Body):
    """The reason of a decision."""

    why: Reason = Field(description="A sentence that names no person.")


class CorrectedLineBody(Body):
    """A line as it should have been."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=300)] = Field(
        description="What the line is for, in Vietnamese."
    )
    amount: Dong = Field(description="đồng.")


class ReceiptCorrectionBody(Body):
    """A mistake of a receipt. A wrong name, address or word is only told."""

    receipt: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(
        description="The number of the receipt that the official saw; if it is no longer the "
        "latest one, nothing changes."
    )
    why: Reason = Field(description="What is wrong: a sentence that names no person.")
    replace: bool = Field(
        description="Whether a new receipt replaces it: for anything but names, addresses, words."
    )
    lines: Annotated[tuple[CorrectedLineBody, ...], Field(min_length=1, max_length=100)] | None = (
        Field(default=None, description="The lines as they should be: as many, the same total.")
    )
    identity: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z][0-9A-Z-]{5,19}$")] | None = (
        Field(default=None, description="The payer's right identity number or tax code.")
    )
