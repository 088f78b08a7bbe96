"""The reader: it signs what the chip of a card says, with the key that its kiosk was registered by.

It stands for the reader's module, which checks the chip's own signature (ICAO 9303, part 11) before
it signs; that check is the module's, and there is none here.
"""

import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HEADER = {"alg": "ES256", "typ": "card-reading+jwt"}
HALF = 32


def new_key() -> ec.EllipticCurvePrivateKey:
    """The key of another reader."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass(frozen=True)
class Card:
    """An invented căn cước; `birth_date` is YYYY-MM-DD."""

    identity_number: str
    full_name: str
    birth_date: str


@dataclass
class CardReader:
    """The module of one kiosk."""

    clock: Callable[[], datetime]
    kiosk: str = ""
    key: ec.EllipticCurvePrivateKey = field(default_factory=new_key)

    @property
    def public_key(self) -> str:
        """SubjectPublicKeyInfo, base64: what an administrator registers."""
        public = self.key.public_key()
        return b64encode(
            public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        ).decode()

    def read(self, card: Card, nonce: str) -> str:
        """The signed reading of a card that answers a challenge."""
        claims = {
            "iss": self.kiosk,
            "nonce": nonce,
            "iat": int(self.clock().timestamp()),
            "identity_number": card.identity_number,
            "full_name": card.full_name,
            "birth_date": card.birth_date,
        }
        return self.sign(claims)

    def sign(self, claims: dict[str, object]) -> str:
        """The compact form of a JWS (RFC 7515, 3.1)."""
        signed = f"{_part(json.dumps(HEADER))}.{_part(json.dumps(claims))}"
        numbers = decode_dss_signature(self.key.sign(signed.encode(), ec.ECDSA(SHA256())))
        signature = b"".join(number.to_bytes(HALF) for number in numbers)
        return f"{signed}.{_part(signature)}"


def _part(content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    return urlsafe_b64encode(data).rstrip(b"=").decode()
