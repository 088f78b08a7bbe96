"""What people send to change where their notices go."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from contracts.terms import Contact, Language, TypedDossierCode
from intake.api.contact_requests import Email, Phone
from intake.domain.profile_fields import malformed
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body

ContactCodeId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the code")
]


class ContactCodeBody(Body):
    """A new phone or a new mailbox, one of the two."""

    phone: Annotated[Phone | None, Field(description="A mobile number")] = None
    email: Annotated[Email | None, Field(description="An e-mail address")] = None
    language: Annotated[Language, Field(description="The language of the message")] = "vi"
    dossier: Annotated[
        TypedDossierCode | None,
        Field(description="Mã hồ sơ, whose notices are to go there; null: those of the profile"),
    ] = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.phone is None) == (self.email is None):
            raise malformed("one_contact")
        return self

    @property
    def contact(self) -> Contact:
        return Contact(phone=self.phone, email=self.email, language=self.language)


class ConfirmationBody(Body):
    """The digits of the message."""

    code: Annotated[
        str, StringConstraints(pattern="^[0-9]{6}$"), Field(description="The six digits")
    ]
