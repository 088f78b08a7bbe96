"""The signatures of a logged call, by the keys that the record names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from kit.peers.keys import PeerKey
from kit.peers.message_log import LoggedMessage
from kit.peers.messages import DIGEST, MemberId, header
from kit.peers.refusals import SignatureRefused
from kit.peers.signatures import covered_by_request, covered_by_response, digest_of
from kit.peers.verification import verified

EVER = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Named:
    """`MemberKeys` of one key that a record names: whose it is the reader compares."""

    pem: str

    def key(self, member: MemberId, id: str) -> PeerKey | None:  # noqa: ARG002
        return PeerKey(id=id, pem=self.pem, since=EVER)


def caller_of(record: LoggedMessage) -> str:
    """The member that signed the request, with the SHA-256 of its key; "" where it does not hold.

    Moments are those of the record: whether a call was in time was judged then.
    """
    request = record.exchange().request
    at = datetime.fromisoformat(record.at)
    try:
        signed = verified(request, _Named(record.caller_key), at, covered_by_request(request))
    except SignatureRefused:
        return ""
    return f"{signed.member}#{signed.key} sha256:{fingerprint(record.caller_key)}"


def answerer_of(record: LoggedMessage) -> str:
    """The same of the response."""
    response = record.exchange()
    at = datetime.fromisoformat(record.at)
    try:
        signed = verified(response, _Named(record.answerer_key), at, covered_by_response(response))
    except SignatureRefused:
        return ""
    return f"{signed.member}#{signed.key} sha256:{fingerprint(record.answerer_key)}"


def body_is(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether a body is the one whose digest was signed."""
    return header(headers, DIGEST) == digest_of(body)


def fingerprint(pem: str) -> str:
    """SHA-256 of a public key (DER), in hexadecimal digits."""
    from base64 import b64decode

    lines = [line for line in pem.splitlines() if line and not line.startswith("-")]
    return sha256(b64decode("".join(lines))).hexdigest()
