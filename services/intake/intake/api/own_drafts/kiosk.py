"""A draft that begins at a kiosk: which device it is, and who stands before it."""

from intake.api.own_drafts.requests import KioskCredentialBody
from intake.claims.claim import IdentityNotVerified
from intake.domain.draft_content import DraftContent
from intake.domain.kiosk import require_kiosk
from intake.repository import IntakeRepository
from kit.security.people import PersonLink


def at_kiosk(
    intake: IntakeRepository, owner: PersonLink, device: KioskCredentialBody, content: DraftContent
) -> DraftContent:
    """Raises KioskNotValid, and IdentityNotVerified where neither card nor VNeID said who it is."""
    kiosk = require_kiosk(intake.kiosk(device.kiosk), content.agency, device.secret)
    person = intake.person(owner.person)
    if person is None or person.verified is None or not person.verified.identifies:
        raise IdentityNotVerified(field="me")
    return content.evolve(kiosk=kiosk.id)
