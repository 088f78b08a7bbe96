"""Detached signatures over any content (CMS, RFC 5652): prepared for a remote key, then judged as
the signatures in PDFs are.

Preparing and completing are two acts, because whoever signs gets a digest only and may take a while
to respond.
"""

import asyncio
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from kit.core.model import Model
from kit.security.trust_list import State, TrustList, cms_state, loaded, validation_context

if TYPE_CHECKING:
    from asn1crypto import cms, x509
    from pyhanko.sign.signers import ExternalSigner

DIGEST: Final = "sha256"
NUMBER_IN_SUBJECT: Final = re.compile(r"(?:CCCD:|PNOVN-|IDCVN-)(?P<number>[0-9]{12})", re.ASCII)
"""An identity number in a subject's UID, as Vietnamese authorities write it, or in its serialNumber
by the semantic identifiers of ETSI EN 319 412-1."""


class UnreadableCertificate(Exception):
    """A certificate that its reader cannot read."""


class DetachedCheck(Model):
    """What a detached signature is worth; personal: `signer`, the name in its certificate, and the
    identity numbers there.
    """

    state: State
    signer: str | None = None
    numbers: tuple[str, ...] = ()


def prepare_attributes(content: bytes, certificates: Sequence[str]) -> bytes:
    """The signed attributes (DER), which name the content's digest and the signer's certificate;
    equal for equal input. Certificates are PEM, the signer's first. Raises UnreadableCertificate.
    """
    try:
        signer = external_signer(certificates)
    except (ValueError, TypeError, KeyError):
        raise UnreadableCertificate from None
    prepared = signer.signed_attrs(sha256(content).digest(), DIGEST, is_pdf_sig=False)
    attributes: bytes = asyncio.run(prepared).dump()
    return attributes


def complete_cms(attributes: bytes, certificates: Sequence[str], signature: bytes) -> bytes:
    """The signature with its attributes and certificates (DER of ContentInfo)."""
    from asn1crypto import cms

    signer = external_signer(certificates, signature)
    signed = signer.async_sign_prescribed_attributes(DIGEST, cms.CMSAttributes.load(attributes))
    content: bytes = asyncio.run(signed).dump()
    return content


def judge_detached(
    content: bytes, signature: bytes, trust: TrustList, at: datetime | None
) -> DetachedCheck:
    """What a signature (DER of ContentInfo) over the content is worth. `at` is the moment of the
    judgement; None is now. One that its reader cannot read is broken.
    """
    from asn1crypto import cms

    try:
        signed = cms.ContentInfo.load(signature)["content"]
        return _judged(content, signed, trust, at)
    except Exception:  # noqa: BLE001 - a crafted one may lead its reader to anything
        return DetachedCheck(state="broken")


def subject_numbers(certificate: str) -> tuple[str, ...]:
    """The identity numbers that the subject of a certificate (PEM) names. Raises
    UnreadableCertificate.
    """
    try:
        return _numbers(loaded(certificate))
    except (ValueError, TypeError, KeyError):
        raise UnreadableCertificate from None


def external_signer(
    certificates: Sequence[str], signature: bytes | None = None
) -> "ExternalSigner":
    """pyHanko's signer whose key lies elsewhere; certificates are PEM, the signer's first."""
    from pyhanko.sign.signers import ExternalSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    own, *authorities = map(loaded, certificates)
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple(authorities)
    return ExternalSigner(own, store, signature_value=signature)


def _judged(
    content: bytes, signed: "cms.SignedData", trust: TrustList, at: datetime | None
) -> DetachedCheck:
    from pyhanko.sign.validation.generic_cms import async_validate_detached_cms

    def validated(revocation: str) -> Any:
        context = validation_context(trust, at, revocation)
        return asyncio.run(async_validate_detached_cms(content, signed, context))

    status = validated("require")
    state = cms_state(status)
    if state == "unchecked" and not validated("soft-fail").trusted:
        state = "foreign"
    certificate: x509.Certificate = status.signing_cert
    name = certificate.subject.native.get("common_name")
    return DetachedCheck(state=state, signer=name, numbers=_numbers(certificate))


def _numbers(certificate: "x509.Certificate") -> tuple[str, ...]:
    return tuple(dict.fromkeys(_numbers_in(certificate.subject.native)))


def _numbers_in(subject: dict[str, Any]) -> Iterator[str]:
    for name in ("user_id", "serial_number"):
        value = subject.get(name, ())
        for text in (value,) if isinstance(value, str) else value:
            match = NUMBER_IN_SUBJECT.fullmatch(text)
            if match:
                yield match["number"]
