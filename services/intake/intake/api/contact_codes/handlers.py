"""The handlers of contact codes."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from intake.api.contact_codes import requests, schemas
from intake.domain.contact_code import DIGITS
from intake.domain.daily_limits import DailyLimits
from intake.profile.confirm_contact import ConfirmContact, confirm_contact
from intake.profile.request_contact_code import RequestContactCode, request_contact_code
from intake.repository import IntakeRepository
from kit.http.context import RequestContext
from kit.security.versioned_secret import VersionedSecret


@dataclass(frozen=True, slots=True)
class ContactCodeHandlers:
    """Bound to the table, what a day allows, and the secret of keyed hashes."""

    intake: IntakeRepository
    limits: DailyLimits
    secret: Callable[[], VersionedSecret]

    def request_code(
        self, request: RequestContext, body: requests.ContactCodeBody
    ) -> schemas.ContactCodeView:
        """Request a contact code

        Six digits are sent to the new phone or mailbox; they hold for ten minutes and five
        attempts. The answer is the same whoever has the address.
        """
        command = RequestContactCode(
            id=request.seed,
            owner=request.own_person,
            contact=body.contact,
            digits=f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}",
            about=body.dossier,
        )
        code = request_contact_code(self.intake, self.limits, self.secret, command, at=request.now)
        return schemas.ContactCodeView.of(code)

    def confirm(
        self,
        request: RequestContext,
        contact_code: requests.ContactCodeId,
        body: requests.ConfirmationBody,
    ) -> schemas.ConfirmedContactView:
        """Confirm a new contact

        Notices go there from now on; the phone or mailbox before gets a notice.
        """
        command = ConfirmContact(code=contact_code, owner=request.own_person, digits=body.code)
        contact = confirm_contact(self.intake, self.secret, command, at=request.now)
        return schemas.ConfirmedContactView(contact=contact)
