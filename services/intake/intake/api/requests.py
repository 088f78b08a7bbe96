"""The parts of requests that several routes of intake share: of paths, contacts, and who acts."""

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, StringConstraints

from contracts.terms import TypedDossierCode
from intake.domain.draft import Draft
from intake.repositories.drafter import Drafter
from kit.core.ids import ULID_PATTERN
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
