"""The parts of requests that several routes of intake share: of paths, contacts, and who acts."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints

from contracts.terms import Contact, Language, TypedDossierCode
from intake.domain.draft import Draft
from intake.domain.profile_fields import email, phone, when_sent
from intake.repositories.drafter import Drafter
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.http.context import RequestContext
from kit.persistence.repository import required
from kit.security.mandates import Use
from kit.security.people import PersonLink

if TYPE_CHECKING:
    from intake.domain.dossier import Dossier

DraftId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the draft")
]
AttachmentId = Annotated[
    str, StringConstraints(pattern=ULID_PATTERN), Field(description="The id of the attachment")
]
FiledCode = Annotated[TypedDossierCode, Field(description="Mã hồ sơ")]

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


def drafter_of(request: RequestContext, draft: Draft | None) -> Drafter:
    """Who prepares a draft: a representative acts as its owner, as long as their mandate holds.

    Raises NotFound for a citizen whom intake does not know.
    """
    if request.staff is not None:
        return request.staff
    own = required(request.person)
    if draft is None or draft.owner is None or draft.mandate is None:
        return own
    is_under = own.owns(draft.mandate.representative)
    if is_under and request.represents(draft.owner, "file", draft.procedure):
        return PersonLink(person=draft.owner)
    return own


def actor_of(request: RequestContext, dossier: "Dossier | None", use: Use = "act") -> Drafter:
    """Who acts on a filed dossier, or reads it: a representative as its owner, as long as their
    mandate holds. Raises NotFound for a citizen whom intake does not know.
    """
    if request.staff is not None:
        return request.staff
    own = required(request.person)
    owner = dossier.owner if dossier else None
    if dossier and owner and not own.owns(owner) and request.represents(owner, use, dossier.id):
        return PersonLink(person=owner)
    return own
