"""What paths of figures hold."""

from typing import Annotated

from pydantic import Field

Month = Annotated[
    str,
    Field(
        pattern=r"^20[0-9]{2}-(?:0[1-9]|1[0-2])$",
        description="The month, YYYY-MM, in Vietnam's time.",
    ),
]
"""A month in a path."""
DayOfRoot = Annotated[
    str,
    Field(
        pattern=r"^20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
        description="The day, YYYY-MM-DD, in Vietnam's time.",
    ),
]
"""A day in a path."""
