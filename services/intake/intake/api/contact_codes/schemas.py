"""What people get who change where their notices go."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import Contact
from intake.domain.contact_code import ContactCode
from kit.core.local_time import LocalTime
from kit.core.model import Model


class ContactCodeView(Model):
    """A code was sent, if the address can get one."""

    contact_code: Annotated[str, Field(description="Its id")]
    expires: Annotated[LocalTime, Field(description="Until when it can be entered")]

    @classmethod
    def of(cls, code: ContactCode) -> Self:
        return cls(contact_code=code.id, expires=code.expires)


class ConfirmedContactView(Model):
    """Where notices go from now on."""

    contact: Annotated[Contact, Field(description="Phone and e-mail")]
