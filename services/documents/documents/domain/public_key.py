"""A public key that verifies seals; stored, so that seals stay verifiable without KMS."""

from typing import Final

from documents.domain.ports import Signer
from kit.core.model import Model

SIGNATURE_ALGORITHM: Final = "ECDSA_SHA_256"


class PublicKey(Model):
    """The public half of a signing key; `pem` is its SubjectPublicKeyInfo."""

    key: str
    algorithm: str
    pem: str


def public_key_of(signer: Signer) -> PublicKey:
    """The public key of the current signing key."""
    return PublicKey(key=signer.key, algorithm=SIGNATURE_ALGORITHM, pem=signer.public_key())
