"""What the signature of a package is worth, and the tree that it covers.

Only the tree that a signature covers is read where there is one: what stands beside it is nobody's.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal

from kit.security.trust_list import TrustList
from letters.edxml.certificate import judge_certificate, names_of
from letters.edxml.dialect import SIGNATURE, XML_SIGNATURE, Dialect, header_of
from letters.edxml.parse import safe_parser
from letters.edxml.refusal import PackageRefused

if TYPE_CHECKING:
    from cryptography.x509 import Certificate
    from lxml.etree import _Element

SignatureState = Literal[
    "valid", "unsigned", "broken", "untrusted", "revoked", "expired", "legacy", "unchecked"
]
"""`broken` also where the signature is not of the whole; `untrusted`: no root of the trust list
leads to the signer; `legacy`: by SHA-1, readable and never valid; `unchecked`: nobody can say now
whether the certificate was revoked."""

NAMES: Final = {"ds": XML_SIGNATURE}
ENVELOPED: Final = f"{XML_SIGNATURE}enveloped-signature"
CANONICAL: Final = frozenset(
    {
        "http://www.w3.org/2001/10/xml-exc-c14n#",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/2006/12/xml-c14n11",
    }
)
SECOND: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class SignatureCheck:
    """`signer` is the name in the certificate; `tree` what may be read: the signed one, or, where
    the state is not about a signature that holds, the whole package as it came.
    """

    state: SignatureState
    tree: "_Element"
    signer: str = ""
    serial: str = ""


def judge(root: "_Element", dialect: Dialect, trust: TrustList, at: datetime) -> SignatureCheck:
    """What the signature of a parsed package is worth at a moment. Raises PackageRefused for more
    than one signature.
    """
    signatures = [each for each in root.iter() if str(each.tag).endswith("}Signature")]
    signatures += list(root.iter("Signature"))
    if not signatures:
        return SignatureCheck("unsigned", root)
    if len(signatures) > 1:
        raise PackageRefused("several_signatures")
    signature = signatures[0]
    if signature.tag != SIGNATURE:
        return SignatureCheck("legacy" if _names_sha1(signature) else "broken", root)
    if not _covers_whole(signature, root, dialect):
        return SignatureCheck("broken", root)
    return _judged(signature, root, trust, at)


def _judged(
    signature: "_Element", root: "_Element", trust: TrustList, at: datetime
) -> SignatureCheck:
    own, above = _certificates(signature)
    if own is None:
        return SignatureCheck("broken", root)
    is_legacy = _names_sha1(signature)
    tree = _signed_tree(root, own, is_legacy=is_legacy)
    name, serial = names_of(own)
    if tree is None:
        return SignatureCheck("broken", root, name, serial)
    if is_legacy:
        return SignatureCheck("legacy", tree, name, serial)
    return SignatureCheck(judge_certificate(own, above, trust, at), tree, name, serial)


def _signed_tree(root: "_Element", own: "Certificate", *, is_legacy: bool) -> "_Element | None":
    """What the signature covers, by its own certificate; None where it does not hold.

    The certificate is judged apart: here its time plays no part.
    """
    from signxml.algorithms import DigestAlgorithm, SignatureMethod
    from signxml.verifier import SignatureConfiguration, XMLVerifier

    methods, digests = {SignatureMethod.RSA_SHA256}, {DigestAlgorithm.SHA256}
    methods |= {SignatureMethod.RSA_SHA384, SignatureMethod.RSA_SHA512}
    digests |= {DigestAlgorithm.SHA384, DigestAlgorithm.SHA512}
    if is_legacy:
        methods, digests = methods | {SignatureMethod.RSA_SHA1}, digests | {DigestAlgorithm.SHA1}
    expected = SignatureConfiguration(
        expect_references=1,
        signature_methods=frozenset(methods),
        digest_algorithms=frozenset(digests),
        verification_time=own.not_valid_before_utc + SECOND,
    )
    try:
        result: Any = XMLVerifier().verify(
            root, x509_cert=own, parser=safe_parser(), expect_config=expected
        )
    except Exception:  # noqa: BLE001 - a crafted one may lead its reader to anything
        return None
    signed: _Element | None = result.signed_xml
    return signed if signed is not None and signed.tag == root.tag else None


def _covers_whole(signature: "_Element", root: "_Element", dialect: Dialect) -> bool:
    """One reference to the whole document, of which nothing is left out but the signature itself,
    and the signature stands in the header.
    """
    parent = signature.getparent()
    references = signature.findall("ds:SignedInfo/ds:Reference", NAMES)
    if parent is None or parent is not header_of(root, dialect) or len(references) != 1:
        return False
    transforms = references[0].findall("ds:Transforms/ds:Transform", NAMES)
    algorithms = [each.get("Algorithm", "") for each in transforms]
    return (
        references[0].get("URI") == ""
        and algorithms[:1] == [ENVELOPED]
        and len(algorithms) <= 2
        and set(algorithms[1:]) <= CANONICAL
        and signature.find("ds:Object", NAMES) is None
    )


def _names_sha1(signature: "_Element") -> bool:
    return any(
        each.get("Algorithm", "").lower().endswith("sha1")
        for each in signature.iter()
        if str(each.tag).rpartition("}")[2] in ("SignatureMethod", "DigestMethod")
    )


def _certificates(signature: "_Element") -> "tuple[Certificate | None, list[Certificate]]":
    """The signer's, then others that came along."""
    from base64 import b64decode

    from cryptography.x509 import load_der_x509_certificate

    elements = signature.findall("ds:KeyInfo/ds:X509Data/ds:X509Certificate", NAMES)
    try:
        texts = ["".join((each.text or "").split()) for each in elements[:10]]
        own, *above = [load_der_x509_certificate(b64decode(each)) for each in texts]
    except (ValueError, TypeError):
        return None, []
    return own, above
