"""The public keys of signers: each is stored before its first signature."""

from documents.domain.ports import Signer
from documents.domain.public_key import public_key_of
from documents.repository import DocumentsRepository


class PublishedKeys:
    """Looks each key up once in a process."""

    def __init__(self, documents: DocumentsRepository) -> None:
        self._documents = documents
        self._stored: set[str] = set()

    def publish(self, signer: Signer) -> None:
        """Store the public key of a signer, unless it is stored."""
        if signer.key in self._stored:
            return
        if not self._documents.has_public_key(signer.key):
            self._documents.add_public_key(public_key_of(signer))
        self._stored.add(signer.key)
