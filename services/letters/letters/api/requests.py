"""What officials request of registers."""

from typing import Annotated

from pydantic import Field

Year = Annotated[int, Field(ge=2020, le=2999)]
