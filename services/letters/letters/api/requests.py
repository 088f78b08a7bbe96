"""What officials request of registers, and values that all requests about letters have."""

from typing import Annotated

from pydantic import Field, StringConstraints

from kit.core.ids import ULID_PATTERN
from kit.core.model import Model


class BookFileQuery(Model):
    """From which number on."""

    first: Annotated[int, Field(ge=1, le=9_999_999, description="The first number")] = 1


Year = Annotated[int, Field(ge=2020, le=2999)]
LetterId = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Organ = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z]+(?:\.[0-9A-Z]+){0,3}$", max_length=20)]
"""The code of an agency anywhere: of the province, a ministry or another province."""
