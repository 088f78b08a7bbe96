"""What became of a signature at the signing service: it is verified before it is stored."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from intake.attachments.ports import TrustStore
from intake.domain.form_signature import FormSignature, SigningNotOffered
from intake.repository import IntakeRepository
from kit.core.events import Change
from kit.platform import log
from kit.security.cms_signatures import complete_cms, judge_detached
from kit.security.remote_signing import (
    Signatory,
    SignatureAwaited,
    SignatureDeclined,
    SignatureRequest,
    SigningService,
    SigningServiceUnavailable,
)


@dataclass(frozen=True, slots=True)
class FollowedSignatures:
    """Bound to the table, the service, None where the stage has none, and whom the stage trusts."""

    intake: IntakeRepository
    service: Callable[[], SigningService | None]
    trust: Callable[[], TrustStore]

    def require_service(self) -> SigningService:
        """Raises SigningNotOffered."""
        service = self.service()
        if service is None:
            raise SigningNotOffered
        return service

    def follow(self, signature: FormSignature, statement: bytes, at: datetime) -> FormSignature:
        """What became of it at the service; raises Conflict."""
        service = self.service()
        if service is None or not signature.should_poll(at):
            return signature
        if not signature.is_of(statement, signature.signatory):
            return self._committed(signature.void(), at)
        try:
            value = service.sign(_request(signature))
        except SignatureAwaited:
            return self._committed(signature.wait(at), at)
        except SignatureDeclined:
            return self._committed(signature.decline(), at)
        except SigningServiceUnavailable:
            count_failure()
            return signature
        return self._committed(self._verified(signature, statement, value, at), at)

    def _verified(
        self, signature: FormSignature, statement: bytes, value: str, at: datetime
    ) -> FormSignature:
        """Signed, if it is whole, by somebody whom the stage trusts, and by the signer's number."""
        key = signature.key
        try:
            raw = b64decode(value, validate=True)
        except ValueError:  # no base64, or no ASCII
            return signature.reject("broken")
        cms = complete_cms(b64decode(key.attributes), key.certificates, raw)
        check = judge_detached(statement, cms, self.trust().trust_list(at), at)
        if check.state != "valid":
            log.metric("FormSignatureRejected")
            return signature.reject(check.state)
        if check.numbers != (key.number,):
            log.metric("FormSignatureRejected")
            return signature.reject("wrong_signer")
        log.metric("FormSigned")
        return signature.sign(check.signer or "", b64encode(cms).decode(), at)

    def _committed(self, signature: FormSignature, at: datetime) -> FormSignature:
        self.intake.commit([Change(signature, None)], at=at)
        return signature.committed()


def _request(signature: FormSignature) -> SignatureRequest:
    key = signature.key
    return SignatureRequest(
        document=signature.request,
        signer=Signatory(kind="citizen", id=key.number),
        title=signature.title,
        digest=sha256(b64decode(key.attributes)).hexdigest(),
    )


def count_failure() -> None:
    """The service did not respond: an alarm watches the metric."""
    log.warning("signing_service_failed")
    log.metric("SigningServiceFailed")
