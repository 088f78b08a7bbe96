"""What payers send."""

from typing import Annotated, Literal

from pydantic import Field

from kit.core.model import Body
from kit.core.return_addresses import LONGEST_URL


class StartPaymentBody(Body):
    """How to pay. What is paid on another page needs a return address; a transfer does not."""

    method: Literal["card", "transfer", "platform"] = Field(
        description="`card`: on the card provider's page; `transfer`: by a VietQR code; `platform`:"
        " on the page of the national payment platform, where the province is connected to it."
    )
    return_url: Annotated[str, Field(max_length=LONGEST_URL)] | None = Field(
        default=None,
        description="Where the payer comes back to from a provider's page: an address of an allowed"
        " site.",
    )
