"""Where notices go, as it is stated at a desk."""

from typing import Annotated

from pydantic import Field

from contracts.terms import Contact, Language
from intake.domain.profile_fields import email, phone, when_sent
from kit.core.model import Body

Phone = Annotated[str, when_sent(phone)]
Email = Annotated[str, when_sent(email)]
Stated = Field(description="A mobile number, as it was stated at the desk")


class ContactBody(Body):
    """Where notices go; with neither phone nor e-mail the desk brings them."""

    phone: Annotated[Phone | None, Stated] = None
    email: Annotated[
        Email | None,
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
