"""The public keys that verify seals."""

from documents.domain.ports import Signer
from documents.domain.public_key import PublicKey, public_key_of
from documents.repository import DocumentsRepository


def list_public_keys(documents: DocumentsRepository, signer: Signer) -> list[PublicKey]:
    """Every key that has signed, and the current one also before its first signature."""
    keys = documents.public_keys()
    if any(key.key == signer.key for key in keys):
        return keys
    return [*keys, public_key_of(signer)]
