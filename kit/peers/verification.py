"""What has to hold of a signature before anything is made of its message."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from kit.peers.keys import MemberKeys, PeerKey, parsed_key_id
from kit.peers.messages import TAG, PeerRequest, PeerResponse, header
from kit.peers.refusals import SignatureRefused
from kit.peers.signatures import LIFETIME, SKEW, SignedBy

ALGORITHM: Final = "ecdsa-p256-sha256"
NONCE_LENGTHS: Final = range(16, 129)
LONGEST_HEADER: Final = 8_192


def verified(
    message: PeerRequest | PeerResponse, keys: MemberKeys, at: datetime, wanted: Sequence[str]
) -> SignedBy:
    """Who signed, where the signature covers all that is `wanted`. Raises SignatureRefused."""
    label, parameters = _one_signature(message.headers)
    if parameters.get("tag") != TAG:
        raise SignatureRefused("other_tag")
    if parameters.get("alg", ALGORITHM) != ALGORITHM:
        raise SignatureRefused("other_algorithm")
    created, expires = _times(parameters, at)
    nonce = parameters.get("nonce")
    if not isinstance(nonce, str) or len(nonce) not in NONCE_LENGTHS:
        raise SignatureRefused("no_nonce")
    key, signer = _key(parameters, keys, at)
    base = _base(message, key, label, wanted)
    return SignedBy(signer, key.id, key.pem, created, expires, nonce, base)


def _one_signature(headers: dict[str, str]) -> tuple[str, dict[str, Any]]:
    """The label of the one signature, and what it says of itself."""
    import http_sf

    texts = [header(headers, name) for name in ("Signature-Input", "Signature")]
    if not all(texts):
        raise SignatureRefused("unsigned")
    if any(len(text) > LONGEST_HEADER for text in texts):
        raise SignatureRefused("unreadable")
    try:
        parsed: list[Any] = [http_sf.parse(t.encode(), tltype="dictionary") for t in texts]
        inputs, values = parsed
        if len(inputs) != 1 or list(inputs) != list(values):
            raise SignatureRefused("several_signatures")
        ((label, (_, parameters)),) = inputs.items()
    except (ValueError, TypeError, KeyError):
        raise SignatureRefused("unreadable") from None
    return str(label), dict(parameters)


def _times(parameters: dict[str, Any], at: datetime) -> tuple[datetime, datetime]:
    stamps = parameters.get("created"), parameters.get("expires")
    if not all(type(stamp) is int and 0 < stamp < 10**11 for stamp in stamps):
        raise SignatureRefused("unreadable", "created, expires")
    created, expires = (datetime.fromtimestamp(int(str(stamp)), UTC) for stamp in stamps)
    if expires - created > LIFETIME or expires <= created:
        raise SignatureRefused("too_long_lived")
    if created > at + SKEW:
        raise SignatureRefused("future")
    if expires < at - SKEW:
        raise SignatureRefused("expired")
    return created, expires


def _key(parameters: dict[str, Any], keys: MemberKeys, at: datetime) -> tuple[PeerKey, Any]:
    try:
        member, name = parsed_key_id(str(parameters.get("keyid", "")))
    except ValueError:
        raise SignatureRefused("unknown_key") from None
    key = keys.key(member, name)
    if key is None or not key.is_good(at):
        raise SignatureRefused("unknown_key")
    return key, member


def _base(
    message: PeerRequest | PeerResponse, key: PeerKey, label: str, wanted: Sequence[str]
) -> bytes:
    """The text that was signed."""
    from http_message_signatures import HTTPMessageVerifier, InvalidSignature
    from http_message_signatures.algorithms import ECDSA_P256_SHA256

    class OneKey:
        def resolve_public_key(self, key_id: str) -> bytes:  # noqa: ARG002
            return key.pem.encode()

        def resolve_private_key(self, key_id: str) -> bytes:
            raise NotImplementedError(key_id)

    class Verifier(HTTPMessageVerifier):
        def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:
            """Checked above, by the caller's clock."""

    verifier: Any = Verifier(signature_algorithm=ECDSA_P256_SHA256, key_resolver=OneKey())  # type: ignore[arg-type]
    try:
        (result,) = verifier.verify(message, expect_tag=TAG, expect_label=label, max_age=None)
    except InvalidSignature:
        raise SignatureRefused("broken") from None
    except Exception:  # noqa: BLE001 - a crafted one may lead its reader to anything
        raise SignatureRefused("unreadable") from None
    covered: dict[str, str] = result.covered_components
    for name in wanted:
        identity = name if name.startswith('"') else f'"{name}"'
        if identity not in covered:
            raise SignatureRefused("not_covered", name)
    return "\n".join(f"{name}: {text}" for name, text in covered.items()).encode()
