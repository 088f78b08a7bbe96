"""What a desk gets back for what it entered."""

from typing import Annotated

from pydantic import Field

from contracts.terms import Quote
from kit.core.local_time import LocalTime
from kit.core.model import Model


class EnteredDraftView(Model):
    """A draft that a desk entered: what is left is to file it."""

    draft: Annotated[str, Field(description="Its id")]
    quote: Annotated[Quote, Field(description="What filing it now costs")]
    expires: Annotated[LocalTime, Field(description="When an open draft is deleted")]
