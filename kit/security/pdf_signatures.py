"""What the signatures in a PDF are worth: by what they cover, whom a stage trusts, and when.

pyHanko is imported where a signature is judged. Nothing is fetched.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from kit.core.model import Model
from kit.security.pdf_coverage import ends_in_a_revision, names_its_certificate, room_is_clean
from kit.security.trust_list import State, TrustList, cms_state, validation_context

if TYPE_CHECKING:
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus

ORDER: Final[tuple[State, ...]] = (
    "broken",
    "revoked",
    "legacy",
    "foreign",
    "expired",
    "unchecked",
    "valid",
)
"""The worst first: a file is worth what the worst of its signatures is."""


class SignatureCheck(Model):
    """One signature: the name in its certificate, and the time that it states."""

    state: State
    signer: str | None = None
    signed_at: datetime | None = None


def judge_signatures(
    pdf: bytes, trust: TrustList, at: datetime | None
) -> tuple[SignatureCheck, ...]:
    """What was found of each signature in the order of the file; none where it bears no signature.
    `at` is the moment of the judgement; None is now.

    A file that pyHanko cannot read is broken: a crafted one may lead its reader to anything.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        signatures = reader.embedded_regular_signatures
        return tuple(_judged(reader, signature, pdf, trust, at) for signature in signatures)
    except Exception:  # noqa: BLE001 - see above
        return (SignatureCheck(state="broken"),)


def intact_keys(pdf: bytes) -> tuple[str, ...]:
    """The public keys (PEM) of the signatures that hold over the whole of a file, whoever the
    signers are: for whoever knows a key and trusts no certificate.
    """
    from asn1crypto import pem
    from pyhanko.pdf_utils.reader import PdfFileReader

    reader = PdfFileReader(BytesIO(pdf), strict=False)
    return tuple(
        pem.armor("PUBLIC KEY", signature.signer_cert.public_key.dump()).decode()
        for signature in reader.embedded_regular_signatures
        if _is_intact(reader, signature, pdf)
    )


def worst(checks: Iterable[SignatureCheck]) -> State | None:
    """The worst state of several signatures; None of none."""
    return min((check.state for check in checks), key=ORDER.index, default=None)


def _judged(
    reader: "PdfFileReader",
    signature: "EmbeddedPdfSignature",
    pdf: bytes,
    trust: TrustList,
    at: datetime | None,
) -> SignatureCheck:
    at = _proved_moment(reader, signature, trust, at) or at
    status = _validated(signature, trust, at, "require")
    state = _state(signature, status) if _is_whole(reader, signature, pdf) else "broken"
    if state == "unchecked" and not _validated(signature, trust, at, "soft-fail").trusted:
        state = "foreign"
    names = status.signing_cert.subject.native
    return SignatureCheck(
        state=state,
        signer=names.get("common_name"),
        signed_at=signature.self_reported_timestamp,
    )


def _is_intact(reader: "PdfFileReader", signature: "EmbeddedPdfSignature", pdf: bytes) -> bool:
    """Under the signer's own certificate as the root: no chain is wanted, so that none lacks."""
    from asn1crypto import pem

    own = pem.armor("CERTIFICATE", signature.signer_cert.dump()).decode()
    status = _validated(signature, TrustList(roots=(own,)), None, "soft-fail")
    holds = status.intact and status.valid and status.docmdp_ok
    return bool(holds) and _is_whole(reader, signature, pdf)


def _is_whole(reader: "PdfFileReader", signature: "EmbeddedPdfSignature", pdf: bytes) -> bool:
    return (
        room_is_clean(signature, pdf)
        and names_its_certificate(signature)
        and ends_in_a_revision(reader, pdf)
    )


def _proved_moment(
    reader: "PdfFileReader",
    signature: "EmbeddedPdfSignature",
    trust: TrustList,
    at: datetime | None,
) -> datetime | None:
    """When a time stamp behind the signature was made, by an authority that the stage trusts."""
    from pyhanko.sign.validation import validate_pdf_timestamp

    moments, context = [], validation_context(trust, at, "require")
    for stamp in reader.embedded_timestamp_signatures:
        if stamp.signed_revision > signature.signed_revision:
            status = validate_pdf_timestamp(stamp, validation_context=context)
            if status.intact and status.valid and status.trusted:
                moments.append(status.timestamp)
    return min(moments, default=None)


def _validated(
    signature: "EmbeddedPdfSignature", trust: TrustList, at: datetime | None, revocation: str
) -> "PdfSignatureStatus":
    from pyhanko.sign.validation import validate_pdf_signature

    context = validation_context(trust, at, revocation)
    return validate_pdf_signature(signature, signer_validation_context=context)


def _state(signature: "EmbeddedPdfSignature", status: "PdfSignatureStatus") -> State:
    if status.docmdp_ok and "sha1" in str(signature.sig_object.get("/SubFilter")):
        return "legacy" if status.intact else "broken"
    return cms_state(status) if status.docmdp_ok else "broken"
