"""The signature over the head of a chain of legal facts, by the agency's seal."""

from collections.abc import Callable
from datetime import datetime

from documents.domain.legal_fact import LegalFact, SignedHead, head_digest
from documents.domain.ports import Signer
from documents.repository import DocumentsRepository
from documents.signing.present_seals import PresentSeals
from documents.signing.published_keys import PublishedKeys
from kit.core.time import stamp


class HeadSignature:
    """Signs by the key of the agency's seal, or the system's where it has none of its own."""

    def __init__(
        self,
        documents: DocumentsRepository,
        system_signer: Signer,
        signer_of: Callable[[str], Signer],
    ) -> None:
        self._system_signer = system_signer
        self._signer_of = signer_of
        self._seals = PresentSeals(documents)
        self._keys = PublishedKeys(documents)

    def sign(self, fact: LegalFact, *, at: datetime) -> SignedHead:
        """The head of a chain that ends with this record."""
        seal = self._seals.of(fact.agency, at)
        signer = self._signer_of(seal.key) if seal and seal.key else self._system_signer
        self._keys.publish(signer)
        signed_at = stamp(at)
        signature = signer.sign(head_digest(fact, signed_at=signed_at, key=signer.key))
        return SignedHead(signed_at=signed_at, key=signer.key, signature=signature)
