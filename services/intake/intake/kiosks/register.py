"""Registration of a kiosk, and its end, by an administrator of its agency."""

from datetime import datetime

from intake.domain.kiosk import Kiosk, credential_digest
from intake.repository import IntakeRepository
from kit.core.errors import NotFound
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.security.staff_rights import Staff


class RegisterKiosk(Model):
    """`id` is the id of the request; `secret` is what the device is to show, and is not stored.
    `reader_key` is the public key of its card reader.
    """

    id: str
    official: Staff
    agency: str
    name: str
    secret: str
    reader_key: str | None = None


class RevokeKiosk(Model):
    """Which kiosk, by whom."""

    kiosk: str
    official: Staff


@retry_on_conflict
def register_kiosk(intake: IntakeRepository, command: RegisterKiosk, *, at: datetime) -> Kiosk:
    """A repeat replaces the secret, which nobody got. Raises NotFound for an agency that is not the
    administrator's, ReaderKeyMalformed.
    """
    if not command.official.covers(command.agency):
        raise NotFound
    if command.reader_key is not None:
        from intake.kiosks.card_assertion import reader_key

        reader_key(command.reader_key)
    digest = credential_digest(command.secret)
    kiosk = intake.kiosk(command.id) or Kiosk(
        id=command.id,
        agency=command.agency,
        name=command.name,
        digest=digest,
        reader_key=command.reader_key,
        registered_by=command.official.sub,
        registered_at=at,
    )
    intake.commit_kiosk(kiosk.evolve(digest=digest), at=at)
    return kiosk


@retry_on_conflict
def revoke_kiosk(intake: IntakeRepository, command: RevokeKiosk, *, at: datetime) -> Kiosk:
    """It takes no dossier from now on; again, it changes nothing. Raises NotFound."""
    kiosk = intake.kiosk(command.kiosk)
    if kiosk is None or not command.official.covers(kiosk.agency):
        raise NotFound
    if kiosk.revoked_at is not None:
        return kiosk
    revoked = kiosk.evolve(revoked_at=at, revoked_by=command.official.sub)
    intake.commit_kiosk(revoked, at=at)
    return revoked
