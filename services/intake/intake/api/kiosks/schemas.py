"""What administrators see of kiosks."""

from typing import Annotated, Self

from pydantic import Field

from intake.domain.kiosk import Kiosk
from kit.core.local_time import LocalTime
from kit.core.model import Model


class KioskView(Model):
    """A device at which citizens file themselves."""

    kiosk: Annotated[str, Field(description="Its id")]
    agency: Annotated[str, Field(description="Whose dossiers it takes, with those below")]
    name: Annotated[str, Field(description="Where it stands")]
    reads_cards: Annotated[bool, Field(description="Whether its card reader has a key")]
    registered_at: Annotated[LocalTime, Field(description="Since when")]
    revoked_at: Annotated[LocalTime | None, Field(description="When it ended; null: it has not")]

    @classmethod
    def of(cls, kiosk: Kiosk) -> Self:
        return cls(
            kiosk=kiosk.id,
            agency=kiosk.agency,
            name=kiosk.name,
            reads_cards=kiosk.reader_key is not None,
            registered_at=kiosk.registered_at,
            revoked_at=kiosk.revoked_at,
        )


class RegisteredKioskView(KioskView):
    """A kiosk with its credential, which nobody sees again."""

    secret: Annotated[str, Field(description="What the device shows; it is not stored")]


class KiosksView(Model):
    """The kiosks of an agency."""

    items: Annotated[tuple[KioskView, ...], Field(description="The newest hundred")]
