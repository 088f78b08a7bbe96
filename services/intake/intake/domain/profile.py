"""The profile: who a person is and where notices reach them."""

from typing import Annotated, Any, Self

from pydantic import Field, ValidationInfo, model_validator

from contracts.terms import Language
from intake.domain.profile_fields import (
    Address,
    Country,
    IdentityNumber,
    Name,
    PassportNumber,
    email,
    malformed,
    phone,
    tax_code,
    when_sent,
)
from kit.core.model import Body


class OrganisationProfile(Body):
    """The organisation that a person files for."""

    name: Annotated[Name, Field(description="As in its certificate of registration")]
    tax_code: Annotated[
        str, when_sent(tax_code), Field(description="Mã số thuế, 10 digits or 10-3")
    ]


class IdentityFields(Body):
    """Who a person is: a citizen by the identity number, a foreigner without one by passport and
    nationality.
    """

    full_name: Annotated[Name, Field(description="As in the identity card or passport")]
    identity_number: Annotated[
        IdentityNumber | None,
        Field(description="Số định danh cá nhân, 12 digits"),
    ] = None
    passport: Annotated[
        PassportNumber | None,
        Field(description="Số hộ chiếu of a foreigner"),
    ] = None
    nationality: Annotated[
        Country | None,
        Field(description="Quốc tịch of a foreigner, by ISO 3166-1 alpha-2"),
    ] = None
    organisation: Annotated[
        OrganisationProfile | None, Field(description="Whom the person may file for")
    ] = None
    address: Annotated[Address, Field(description="Nơi cư trú")]

    @model_validator(mode="after")
    def _identified(self, info: ValidationInfo[Any]) -> Self:
        """One of the two, where a caller sends it."""
        if info.context is not None:
            return self
        foreign = (self.passport is not None, self.nationality is not None)
        if self.identity_number is None and not all(foreign):
            raise malformed("identity_missing")
        if self.identity_number is not None and any(foreign):
            raise malformed("identity_twice")
        return self


class Profile(IdentityFields):
    """Who a person is and where notices reach them."""

    phone: Annotated[
        str,
        when_sent(phone),
        Field(description="A mobile number; Vietnamese without +; answered in E.164"),
    ]
    email: Annotated[str, when_sent(email), Field(description="Where mail reaches the person")]
    language: Annotated[Language, Field(description="The language of notices")] = "vi"
