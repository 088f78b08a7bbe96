"""What officials request about the report of supervision."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import AgencyCode
from kit.core.model import Body, Model

OfficialId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:@|-]{0,127}$"),
    Field(description="The subject of the official's access token"),
]
SignNumber = Annotated[
    str, StringConstraints(pattern=r"^G(?:[1-9]|10)$"), Field(description="The sign, G1 to G10")
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class ReportQuery(Model):
    """Of which agency."""

    agency: Annotated[
        AgencyCode | None,
        Field(description="It and those below it; none: all agencies of the caller"),
    ] = None


class SignReplyBody(Body):
    """The official's reply."""

    text: Annotated[Text, Field(description="What the supervisor should know of it")]
