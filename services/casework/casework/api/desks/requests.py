"""What callers send about desks, locks and supervision."""

from datetime import date
from typing import Annotated

from pydantic import Field

from casework.api.requests import ShortText
from kit.core.model import Body, Model


class DesksBody(Body):
    """The desks of an agency as they are to be."""

    desks: Annotated[
        tuple[ShortText, ...],
        Field(max_length=100, description="Their names; none: work is given to desks of any name"),
    ]


class LockBody(Body):
    """Whose lock gives way."""

    take_over: Annotated[
        bool, Field(description="Also take it from an official whose lock holds")
    ] = False


class SupervisionQuery(Model):
    """Of which day."""

    day: Annotated[date, Field(description="A day in Vietnam")]
