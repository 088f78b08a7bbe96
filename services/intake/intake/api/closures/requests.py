"""What editors send to close a procedure for a time."""

from typing import Annotated

from pydantic import Field

from intake.domain.procedure_content import CalendarDay, Closure, Text
from kit.core.model import Body


class ClosureBody(Body):
    """From when to when no dossier is taken, and why."""

    first: Annotated[CalendarDay, Field(description="The first day, Vietnam")]
    last: Annotated[CalendarDay, Field(description="The last day, Vietnam")]
    reason: Annotated[Text, Field(description="Why, in Vietnamese: everybody reads it")]

    @property
    def closure(self) -> Closure:
        return Closure(**dict(self))


class ReopeningBody(Body):
    """Which closure ends."""

    first: Annotated[CalendarDay, Field(description="The day on which it begins")]
