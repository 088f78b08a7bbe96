"""What a kiosk's card reader gets back."""

from typing import Annotated

from pydantic import Field

from contracts.terms import Quote
from kit.core.local_time import LocalTime
from kit.core.model import Model


class CardChallengeView(Model):
    """What the next reading of a card answers."""

    nonce: Annotated[str, Field(description="The reader signs it with what it read, once")]
    expires: Annotated[LocalTime, Field(description="When no reading answers it any more")]


class KioskDraftView(Model):
    """A draft that a card began: what is left is to file it."""

    draft: Annotated[str, Field(description="Its id")]
    quote: Annotated[Quote, Field(description="What filing it now costs")]
    file_until: Annotated[
        LocalTime,
        Field(description="Until when the device files it; a desk of the agency may do so later"),
    ]
