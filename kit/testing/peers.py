"""Members, an archive and nonces in memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from kit.peers.keys import PeerKey
from kit.peers.messages import MemberId

SINCE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class MemoryKey:
    """`SigningKey` of a member in memory."""

    member: MemberId
    id: str = "2026"
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message, ec.ECDSA(SHA256()))

    def public_key(self) -> str:
        return self._pem

    @cached_property
    def _pem(self) -> str:
        public = self.private.public_key()
        return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@dataclass
class MemoryMembers:
    """`MemberKeys` by keyid."""

    keys: dict[tuple[MemberId, str], PeerKey] = field(default_factory=dict)

    def add(self, key: MemoryKey, until: datetime | None = None) -> None:
        """Make a key known."""
        own = PeerKey(id=key.id, pem=key.public_key(), since=SINCE, until=until)
        self.keys[key.member, key.id] = own

    def key(self, member: MemberId, id: str) -> PeerKey | None:
        return self.keys.get((member, id))


@dataclass
class MemoryNonces:
    """`Nonces` in memory."""

    used: set[tuple[MemberId, str]] = field(default_factory=set)

    def is_first(self, member: MemberId, nonce: str, until: datetime) -> bool:  # noqa: ARG002
        if (member, nonce) in self.used:
            return False
        self.used.add((member, nonce))
        return True


@dataclass
class MemoryArchive:
    """`Archive` in memory; what it holds can be changed behind its back."""

    objects: dict[str, bytes] = field(default_factory=dict)

    def put(self, key: str, content: bytes) -> bool:
        if key in self.objects:
            return False
        self.objects[key] = content
        return True

    def get(self, key: str) -> bytes | None:
        return self.objects.get(key)

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        yield from sorted(k for k in self.objects if k.startswith(prefix) and k > after)
