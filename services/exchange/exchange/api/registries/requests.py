"""What officials ask registries."""

from typing import Annotated

from pydantic import Field, StringConstraints

from exchange.domain.registry import Mode
from kit.core.model import Body

RegistryCode = Annotated[
    str, StringConstraints(pattern=r"^[a-z_]{2,40}$"), Field(description="The registry")
]


ConsentId = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-HJKMNP-TV-Z]{26}-[a-z_]{2,40}$"),
    Field(description="The id of the consent"),
]


class InquiryBody(Body):
    """A inquiry about the applicant of a dossier; its ground is the registry's."""

    mode: Annotated[
        Mode, Field(description="compare: whether the data are as stated; fetch: the data")
    ] = "compare"
    fields: Annotated[
        tuple[Annotated[str, Field(max_length=40)], ...],
        Field(max_length=40, description="None: all that are compared"),
    ] = ()
