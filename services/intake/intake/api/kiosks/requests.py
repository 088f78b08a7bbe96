"""What administrators say of a kiosk."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import AgencyCode
from intake.domain.profile_fields import Name
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body

KioskId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the kiosk")
]

AgencyOfKiosks = Annotated[
    AgencyCode, Field(description="The agency whose dossiers they take, with those below")
]


class KioskBody(Body):
    """A device, where it stands."""

    name: Annotated[Name, Field(description="Where it stands, as officials call it")]
    reader_key: Annotated[
        str | None,
        Field(
            max_length=200,
            description="The public P-256 key of its card reader, SubjectPublicKeyInfo in base64; "
            "null: it reads no cards",
        ),
    ] = None
