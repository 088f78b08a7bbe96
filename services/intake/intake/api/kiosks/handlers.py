"""The handlers of kiosks."""

import secrets
from dataclasses import dataclass

from intake.api.kiosks import requests, schemas
from intake.kiosks.register import RegisterKiosk, RevokeKiosk, register_kiosk, revoke_kiosk
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.persistence.repository import required


@dataclass(frozen=True, slots=True)
class KioskHandlers:
    """Bound to the table."""

    intake: IntakeRepository

    def register(
        self, request: RequestContext, agency: requests.AgencyOfKiosks, body: requests.KioskBody
    ) -> schemas.RegisteredKioskView:
        """Register a kiosk

        The answer has the device's credential, once: it is not stored.
        """
        secret = secrets.token_urlsafe(32)
        command = RegisterKiosk(
            id=request.seed,
            official=required(request.staff),
            agency=agency,
            name=body.name,
            secret=secret,
            reader_key=body.reader_key,
        )
        kiosk = register_kiosk(self.intake, command, at=request.now)
        facts = schemas.KioskView.of(kiosk)
        return schemas.RegisteredKioskView(**dict(facts), secret=secret)

    def list_kiosks(
        self, request: RequestContext, agency: requests.AgencyOfKiosks
    ) -> schemas.KiosksView:
        """List kiosks

        Of an agency, revoked ones too.
        """
        request.require_agency(agency)
        kiosks = self.intake.kiosks_of(agency)
        return schemas.KiosksView(items=tuple(map(schemas.KioskView.of, kiosks)))

    def revoke(self, request: RequestContext, kiosk: requests.KioskId) -> None:
        """Revoke a kiosk

        It takes no dossier from now on.
        """
        command = RevokeKiosk(kiosk=kiosk, official=required(request.staff))
        revoke_kiosk(self.intake, command, at=request.now)
