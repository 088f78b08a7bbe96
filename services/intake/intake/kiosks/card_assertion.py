"""The signed reading of a card: a JWS (RFC 7515) by the P-256 key of a kiosk's reader, ES256 of RFC
7518, 3.4."""

from base64 import b64decode
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from pydantic import Field, StringConstraints, ValidationError

from contracts.terms import Day
from intake.domain.card_reading import CardReading, CardReadingNotValid
from intake.domain.profile_fields import IdentityNumber, Name
from kit.core.errors import Invalid
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body
from kit.security import jws

TYPE: Final = "card-reading+jwt"
HEADER: Final = {"alg": "ES256", "typ": TYPE}
HALF: Final = 32
"""Bytes of each of the two numbers of a signature."""


class ReaderKeyMalformed(Invalid):
    """The key is no P-256 key."""

    code = "reader_key_malformed"
    vi = "Khóa của đầu đọc thẻ phải là khóa công khai P-256 (SubjectPublicKeyInfo, base64)."
    en = "The card reader's key must be a public P-256 key (SubjectPublicKeyInfo, base64)."


class CardClaims(Body):
    """What a reader signs; `iss` is the kiosk, `iat` the second of the reading."""

    iss: Annotated[str, StringConstraints(pattern=ULID_PATTERN)]
    nonce: Annotated[str, StringConstraints(pattern=ULID_PATTERN)]
    iat: Annotated[int, Field(ge=0, lt=2**33, strict=True)]
    identity_number: IdentityNumber
    full_name: Name
    birth_date: Day

    @property
    def reading(self) -> CardReading:
        """In our terms."""
        return CardReading(
            kiosk=self.iss,
            nonce=self.nonce,
            read_at=datetime.fromtimestamp(self.iat, UTC),
            identity_number=self.identity_number,
            full_name=self.full_name,
            birth_date=self.birth_date,
        )


def reader_key(text: str) -> Any:
    """A P-256 key; raises ReaderKeyMalformed."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(b64decode(text, validate=True))
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise ReaderKeyMalformed(field="reader_key") from None
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        raise ReaderKeyMalformed(field="reader_key")
    return key


def reading_of(assertion: str, key: str) -> CardReading:
    """What the reader with this key signed; raises CardReadingNotValid."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
    from cryptography.hazmat.primitives.hashes import SHA256

    try:
        head, claims, signed, signature = jws.parts(assertion)
        if head != HEADER or len(signature) != 2 * HALF:
            raise ValueError
        numbers = [int.from_bytes(half) for half in (signature[:HALF], signature[HALF:])]
        reader_key(key).verify(encode_dss_signature(*numbers), signed, ec.ECDSA(SHA256()))
        return CardClaims.model_validate(claims).reading
    except (ValueError, RecursionError, InvalidSignature, ValidationError):
        raise CardReadingNotValid(field="assertion") from None
