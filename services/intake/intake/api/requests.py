"""The parts of requests that several routes of intake share: of paths, contacts, and who acts."""

from typing import Annotated

from pydantic import Field, StringConstraints

from contracts.terms import Contact, Language, TypedDossierCode
from intake.domain.profile_fields import email, phone, when_sent
from intake.repositories.drafter import Drafter
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.http.context import RequestContext
from kit.persistence.repository import required

AttachmentId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the attachment")
]
FiledCode = Annotated[TypedDossierCode, Field(description="Mã hồ sơ")]

Phone = Annotated[str, when_sent(phone)]
Stated = Field(description="A mobile number, as it was stated at the desk")


class ContactBody(Body):
    """Where notices go; with neither phone nor e-mail the desk brings them."""

    phone: Annotated[Phone | None, Stated] = None
    email: Annotated[
        Annotated[str, when_sent(email)] | None,
        Field(description="Where mail reaches the person"),
    ] = None
    language: Annotated[Language, Field(description="The language of notices")] = "vi"

    @property
    def contact(self) -> Contact | None:
        """None where nothing is stated; a phone that was stated at a desk counts as verified."""
        if self.phone is None and self.email is None:
            return None
        return Contact(
            phone=self.phone,
            phone_verified=self.phone is not None,
            email=self.email,
            language=self.language,
        )


def drafter_of(request: RequestContext) -> Drafter:
    """Who acts; raises NotFound for a citizen whom intake does not know."""
    return request.staff or required(request.person)
