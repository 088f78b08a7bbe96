"""Signatures of requests and responses by RFC 9421, digests of content by RFC 9530.

A request's covers its method, address, digest and type, and every X-Road header; a response's
covers status, digest and type, every X-Road header, and the request's own signature: it is good for
no other request. The library is imported where a message is signed or verified.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256, sha512
from typing import TYPE_CHECKING, Final

from kit.peers.keys import MemberKeys, SigningKey, key_id
from kit.peers.messages import (
    DIGEST,
    TAG,
    TYPE,
    MemberId,
    PeerRequest,
    PeerResponse,
    header,
    road_headers,
)
from kit.peers.refusals import SignatureRefused

if TYPE_CHECKING:
    from http_message_signatures import HTTPMessageSigner

LIFETIME: Final = timedelta(minutes=5)
SKEW: Final = timedelta(seconds=60)
LABEL: Final = "sig1"
OF_REQUEST: Final = ("@method", "@target-uri", "content-digest")
OF_RESPONSE: Final = ("@status", "content-digest")
BOUND: Final = ('"signature";req', '"@method";req', '"@target-uri";req')
"""What binds a response to its request."""


@dataclass(frozen=True, slots=True)
class SignedBy:
    """Who signed, by which key, and what the signature says of itself."""

    member: MemberId
    key: str
    public_key: str
    created: datetime
    expires: datetime
    nonce: str
    base: bytes


def digest_of(body: bytes) -> str:
    """The Content-Digest of a body."""
    return f"sha-256=:{base64.b64encode(sha256(body).digest()).decode()}:"


def request_hash(base: bytes, body: bytes) -> str:
    """X-Road-Request-Hash in X-Road's form: base64 of SHA-512 over the SHA-512 of the headers and
    that of the body; the headers are what the signature covers, as RFC 9421 writes it.
    """
    both = sha512(base).digest() + sha512(body).digest()
    return base64.b64encode(sha512(both).digest()).decode()


def covered_by_request(request: PeerRequest) -> list[str]:
    """The components that a request's signature covers; nothing has no type."""
    typed = ["content-type"] if request.body and request.header(TYPE) else []
    return [*OF_REQUEST, *typed, *road_headers(request.headers)]


def covered_by_response(response: PeerResponse) -> list[str]:
    """The components that a response's signature covers."""
    typed = ["content-type"] if response.body and response.header(TYPE) else []
    return [*OF_RESPONSE, *typed, *road_headers(response.headers), *BOUND]


def sign_request(request: PeerRequest, key: SigningKey, nonce: str, at: datetime) -> bytes:
    """Put digest and signature into the request's headers; the text that was signed."""
    request.headers[DIGEST] = digest_of(request.body)
    return _sign(request, key, covered_by_request(request), nonce, at)


def sign_response(response: PeerResponse, key: SigningKey, nonce: str, at: datetime) -> bytes:
    """Put digest and signature into the response's headers; the text that was signed."""
    response.headers[DIGEST] = digest_of(response.body)
    return _sign(response, key, covered_by_response(response), nonce, at)


def _sign(
    message: PeerRequest | PeerResponse,
    key: SigningKey,
    covered: Sequence[str],
    nonce: str,
    at: datetime,
) -> bytes:
    from http_message_signatures.algorithms import ECDSA_P256_SHA256

    signer = _signer()
    prepared = signer.prepare(
        message,
        key_id=key_id(key.member, key.id),
        created=at,
        expires=at + LIFETIME,
        nonce=nonce,
        label=LABEL,
        tag=TAG,
        covered_component_ids=tuple(covered),
        use_existing_digest=True,
    )
    raw = ECDSA_P256_SHA256.signature_from_der(key.sign(prepared.signature_base))
    signer.apply(message, prepared, raw)
    return bytes(prepared.signature_base)


def _signer() -> "HTTPMessageSigner":
    from http_message_signatures import HTTPMessageSigner
    from http_message_signatures.algorithms import ECDSA_P256_SHA256

    return HTTPMessageSigner(signature_algorithm=ECDSA_P256_SHA256)


def check_digest(headers: dict[str, str], body: bytes) -> None:
    """The body is the one that was signed. Raises SignatureRefused."""
    if header(headers, DIGEST) != digest_of(body):
        raise SignatureRefused("digest")


def verify_request(request: PeerRequest, keys: MemberKeys, at: datetime) -> SignedBy:
    """Who signed a request. Raises SignatureRefused."""
    from kit.peers.verification import verified

    signed = verified(request, keys, at, covered_by_request(request))
    check_digest(request.headers, request.body)
    return signed


def verify_response(response: PeerResponse, keys: MemberKeys, at: datetime) -> SignedBy:
    """Who signed a response to the request that it names. Raises SignatureRefused."""
    from kit.peers.verification import verified

    signed = verified(response, keys, at, covered_by_response(response))
    check_digest(response.headers, response.body)
    return signed
