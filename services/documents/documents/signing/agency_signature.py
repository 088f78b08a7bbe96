"""The agency's own signature in a file, by its seal."""

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime
from typing import Final

from documents.domain.ports import Signer
from documents.repository import DocumentsRepository
from documents.signing.pades import complete_signature, prepare_signature
from documents.signing.present_seals import PresentSeals
from documents.signing.published_keys import PublishedKeys
from documents.signing.visible_mark import Mark
from kit.core.model import Model
from kit.platform import fault_injection, log

FIELD: Final = "CoQuan"
"""The name of the signature field of the agency."""
REASON: Final = "Ký số của cơ quan, tổ chức"


class SignedFile(Model):
    """A file with the agency's signature: `certificate` is the fingerprint of the seal's, `key` the
    id of its key. Both are None where no seal is valid.
    """

    content: bytes
    certificate: str | None = None
    key: str | None = None


class AgencySignature:
    """Signs files by the seal of an agency, or of the nearest one above it that has a seal."""

    def __init__(
        self,
        documents: DocumentsRepository,
        system_signer: Signer,
        signer_of: Callable[[str], Signer],
    ) -> None:
        """`signer_of` gives the signer of a seal that has a key of its own."""
        self._system_signer = system_signer
        self._signer_of = signer_of
        self._seals = PresentSeals(documents)
        self._keys = PublishedKeys(documents)

    def sign(
        self, pdf: bytes, agency: str, *, at: datetime, mark: Mark | None = None
    ) -> SignedFile:
        """The file signed; unsigned, with a metric for the operator, where no seal is valid."""
        seal = self._seals.of(agency, at)
        if seal is None:
            log.info("seal_without_certificate", agency=agency)
            log.metric("SealWithoutCertificate")
            return SignedFile(content=pdf)
        chain = seal.certificates
        prepared = prepare_signature(pdf, chain, field=FIELD, reason=REASON, at=at, mark=mark)
        signer = self._signer_of(seal.key) if seal.key else self._system_signer
        self._keys.publish(signer)
        signature = b64decode(signer.sign(prepared.digest))
        fault_injection.point("decide.certified")
        content = complete_signature(prepared, chain, signature)
        return SignedFile(content=content, certificate=seal.fingerprint, key=signer.key)
