"""The kiosk: a device of an agency, with its own credential, at which citizens file themselves."""

import hmac
from hashlib import sha256
from typing import ClassVar

from contracts.terms import AgencyCode, Moment
from kit.core.errors import Conflicting
from kit.core.model import Aggregate, Model


class KioskNotValid(Conflicting):
    """The device is not registered, was revoked, or takes nothing for the dossier's agency."""

    code = "kiosk_not_valid"
    vi = "Ki-ốt này chưa được đăng ký, đã bị thu hồi hoặc không nhận hồ sơ của cơ quan này."
    en = "This kiosk is not registered, was revoked, or does not accept dossiers for this agency."


class KioskCredential(Model):
    """What a device shows: its id, and the secret that it got once."""

    kiosk: str
    secret: str


class Kiosk(Aggregate):
    """`digest` is that of the credential, which has 256 random bits. `reader_key` verifies what its
    card reader signs; None: it reads no cards. `registered_by` and `revoked_by` are administrators.
    """

    KIND: ClassVar[str] = "KIOSK"

    agency: AgencyCode
    name: str
    digest: str
    reader_key: str | None = None
    registered_by: str
    registered_at: Moment
    revoked_by: str | None = None
    revoked_at: Moment | None = None

    def serves(self, agency: str) -> bool:
        """Whether it takes dossiers for an agency: its own, and those below it."""
        is_own = agency == self.agency or agency.startswith(f"{self.agency}.")
        return self.revoked_at is None and is_own

    def has_secret(self, secret: str) -> bool:
        """Whether the device is this one."""
        return hmac.compare_digest(credential_digest(secret), self.digest)


def credential_digest(secret: str) -> str:
    """SHA-256: what has 256 random bits cannot be tried out."""
    return sha256(secret.encode()).hexdigest()


def require_kiosk(kiosk: Kiosk | None, agency: str, secret: str | None = None) -> Kiosk:
    """A device that takes dossiers for the agency now; raises KioskNotValid, whatever is wrong."""
    if kiosk is None or not kiosk.serves(agency):
        raise KioskNotValid(field="kiosk")
    if secret is not None and not kiosk.has_secret(secret):
        raise KioskNotValid(field="kiosk")
    return kiosk
