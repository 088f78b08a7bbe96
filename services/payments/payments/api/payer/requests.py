"""What payers send."""

from typing import Annotated, Literal

from pydantic import Field

from kit.core.model import Body
from kit.core.return_addresses import LONGEST_URL


class StartPaymentBody(Body):
    """How to pay. A card payment needs a return address; a transfer does not."""

    method: Literal["card", "transfer"] = Field(
        description="`card`: on the card provider's page; `transfer`: by a VietQR code."
    )
    return_url: Annotated[str, Field(max_length=LONGEST_URL)] | None = Field(
        default=None,
        description="Where the payer comes back to after a card payment: an address of an allowed"
        " site.",
    )
