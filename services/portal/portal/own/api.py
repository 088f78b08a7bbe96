"""The routes of a filed dossier, called for its owner."""

from dataclasses import dataclass
from typing import Any

from front.api import Caller, Change, Nothing, Routes, part
from portal.own.models import (
    ContactCode,
    DossierForms,
    DossierRating,
    FiledDossier,
    Link,
    NewKey,
    Readers,
)


@dataclass(frozen=True, slots=True)
class OwnDossierApi:
    """Methods raise ApiProblem or NoResponse."""

    routes: Routes
    caller: Caller
    code: str

    def filed(self) -> FiledDossier:
        """The dossier as filed."""
        return self.routes.read(FiledDossier, self.caller, "intake", self._path())

    def forms(self) -> DossierForms:
        """What may be sent to it."""
        return self.routes.read(DossierForms, self.caller, "intake", self._path("/forms"))

    def supplement(self, content: dict[str, Any], idempotency_key: str) -> None:
        """Send what the agency requested."""
        self._send("/supplement", content, idempotency_key)

    def request_withdrawal(self, reason: str, idempotency_key: str) -> None:
        """Ask to withdraw it."""
        self._send("/withdrawal", {"reason": reason}, idempotency_key)

    def rating(self) -> DossierRating:
        """Whether and how it is rated."""
        return self.routes.read(DossierRating, self.caller, "voice", self._path("/rating"))

    def rate(self, content: dict[str, Any]) -> None:
        """Rate how it was handled."""
        change = Change("PUT", "voice", self._path("/rating"), content)
        self.routes.change(Nothing, self.caller, change)

    def replace_key(self, idempotency_key: str) -> NewKey:
        """A new look-up key."""
        change = Change("POST", "intake", self._path("/lookup-key"), {}, idempotency_key)
        return self.routes.change(NewKey, self.caller, change).content

    def paper_link(self, paper: str) -> Link:
        """Opens a filed attachment; the reading is recorded as the owner's own."""
        path = self._path(f"/papers/{part(paper)}/link")
        return self.routes.read(Link, self.caller, "intake", path)

    def document_link(self, document: str) -> Link:
        """Downloads a sealed document."""
        path = f"/documents/{part(document)}/link"
        return self.routes.read(Link, self.caller, "documents", path)

    def readers(self, after: str) -> Readers:
        """Who read its personal data."""
        query = {"cursor": after}
        return self.routes.read(Readers, self.caller, "intake", self._path("/readers"), query)

    def send_contact_code(self, content: dict[str, Any], idempotency_key: str) -> ContactCode:
        """Send six digits to a new phone or mailbox."""
        change = Change("POST", "intake", "/me/contact-codes", content, idempotency_key)
        return self.routes.change(ContactCode, self.caller, change).content

    def confirm_contact(self, contact_code: str, digits: str, idempotency_key: str) -> None:
        """Notices go to the new phone or mailbox from now on."""
        path = f"/me/contact-codes/{part(contact_code)}/confirmation"
        change = Change("POST", "intake", path, {"code": digits}, idempotency_key)
        self.routes.change(Nothing, self.caller, change)

    def _path(self, rest: str = "") -> str:
        return f"/dossiers/{part(self.code)}{rest}"

    def _send(self, rest: str, content: dict[str, Any], idempotency_key: str) -> None:
        change = Change("POST", "intake", self._path(rest), content, idempotency_key)
        self.routes.change(Nothing, self.caller, change)
