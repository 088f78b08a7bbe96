"""What a kiosk sends for somebody who put their card on its reader."""

from typing import Annotated

from pydantic import Field

from contracts.terms import Contact, Language
from intake.api.contact_requests import Email, Phone
from intake.api.own_drafts.requests import KioskCredentialBody, NewDraftBody
from intake.api.requests import DraftId
from intake.domain.kiosk import KioskCredential
from intake.domain.profile_fields import Address
from kit.core.model import Body
from kit.security.jws import LONGEST

Device = Annotated[KioskCredentialBody, Field(description="What the device shows of itself")]


class DeviceBody(Body):
    """Which device."""

    kiosk: Device

    @property
    def device(self) -> KioskCredential:
        """In our terms."""
        return KioskCredential(**dict(self.kiosk))


class KioskContactBody(Body):
    """Where notices go, as somebody typed it: with neither, the desk brings them."""

    phone: Annotated[
        Phone | None,
        Field(description="A mobile number; messages go to proved ones only"),
    ] = None
    email: Annotated[Email | None, Field(description="Where mail reaches the person")] = None
    language: Annotated[Language, Field(description="The language of notices")] = "vi"

    @property
    def contact(self) -> Contact | None:
        """None where nothing is stated; nobody has proved the phone."""
        if self.phone is None and self.email is None:
            return None
        return Contact(phone=self.phone, email=self.email, language=self.language)


class KioskDraftBody(NewDraftBody, DeviceBody):
    """What a draft begins with, and who put their card on the reader."""

    assertion: Annotated[
        str,
        Field(
            max_length=LONGEST,
            description="The reading of the card as a JWS (ES256, type card-reading+jwt) by the "
            "reader's key: iss (the kiosk), nonce (of the challenge), iat, identity_number, "
            "full_name, birth_date",
        ),
    ]
    address: Annotated[Address, Field(description="Nơi cư trú, as the person typed it")]
    contact: Annotated[KioskContactBody, Field(description="Where notices go")] = Field(
        default_factory=KioskContactBody
    )


class KioskFilingBody(DeviceBody):
    """Which draft of the device is filed."""

    draft: DraftId
