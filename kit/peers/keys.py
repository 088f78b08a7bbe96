"""The keys by which systems sign: ours, wherever it lies, and those of members."""

from datetime import datetime
from typing import Protocol

from kit.core.model import Model
from kit.peers.messages import MemberId


class PeerKey(Model):
    """A member's public key (PEM, ECDSA P-256), good from a moment until another."""

    id: str
    pem: str
    since: datetime
    until: datetime | None = None

    def is_good(self, at: datetime) -> bool:
        """Whether a signature of this moment may be by it."""
        return self.since <= at and (self.until is None or at < self.until)


class MemberKeys(Protocol):
    """Who is a member, and by which keys it signs."""

    def key(self, member: MemberId, id: str) -> PeerKey | None:
        """A member's key, None where it has no such one, or is no member."""
        ...


class SigningKey(Protocol):
    """Our own key."""

    @property
    def member(self) -> MemberId:
        """Who we are."""
        ...

    @property
    def id(self) -> str:
        """Which of our keys it is."""
        ...

    def sign(self, message: bytes) -> bytes:
        """ECDSA P-256 over SHA-256 of the message, as DER."""
        ...

    def public_key(self) -> str:
        """Its public half (PEM)."""
        ...


def key_id(member: MemberId, key: str) -> str:
    """The keyid of a signature: `VN/GOV/H49/EXCHANGE#2026`."""
    return f"{member}#{key}"


def parsed_key_id(text: str) -> tuple[MemberId, str]:
    """The parts of a keyid. Raises ValueError."""
    member, mark, key = text.partition("#")
    if not mark or not key or len(text) > 200:
        raise ValueError("no keyid")
    return MemberId.of(member), key
