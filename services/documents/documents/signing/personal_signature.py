"""The signature of the official who decides, by a key at a remote signing service.

The file that is signed is equal for every repeat, so that the service finds what the signer has
approved; nothing about a signature that is awaited is stored here.
"""

from base64 import b64decode
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_pem_x509_certificate

from documents.signing.pades import complete_signature, prepare_signature
from kit.platform import log
from kit.security.remote_signing import Signatory, SignatureRequest, SigningService

FIELD: Final = "NguoiKy"
"""The name of the signature field of the official."""
REASON: Final = "Ký ban hành"


class ForeignSignature(Exception):
    """The service answered with a signature that its certificate does not verify."""


class PersonalSignature:
    """Signs files by the keys of officials; those who have none at the service sign nothing."""

    def __init__(self, service: SigningService) -> None:
        self._service = service

    def sign(self, pdf: bytes, official: str, document: str, title: str, dated: datetime) -> bytes:
        """The file with the official's signature, dated as the decision was.

        Raises SignatureAwaited until the official has approved it on their phone, and
        SignatureDeclined where they did not.
        """
        signer = Signatory(kind="official", id=official)
        certificates = self._service.certificates(signer)
        if not certificates:
            log.info("official_without_certificate", document=document)
            log.metric("OfficialWithoutCertificate")
            return pdf
        prepared = prepare_signature(pdf, certificates, field=FIELD, reason=REASON, at=dated)
        request = SignatureRequest(
            document=document, signer=signer, title=title, digest=prepared.digest.hex()
        )
        signature = b64decode(self._service.sign(request))
        _verify(certificates[0], prepared.digest, signature)
        return complete_signature(prepared, certificates, signature)


def _verify(certificate: str, digest: bytes, signature: bytes) -> None:
    key = load_pem_x509_certificate(certificate.encode()).public_key()
    try:
        if isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, digest, ec.ECDSA(Prehashed(SHA256())))
        elif isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, digest, padding.PKCS1v15(), Prehashed(SHA256()))
        else:
            raise ForeignSignature(type(key).__name__)
    except InvalidSignature:
        raise ForeignSignature from None
