"""Calls of ours to other systems."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import quote

from kit.core.model import Model
from kit.core.time import Clock
from kit.peers.keys import MemberKeys, SigningKey
from kit.peers.message_log import MessageLog, record_of
from kit.peers.messages import (
    CLIENT,
    ID,
    ISSUE,
    PARTY,
    PURPOSE,
    REQUEST_HASH,
    SERVICE,
    TYPE,
    USER,
    MemberId,
    PeerRequest,
    PeerResponse,
)
from kit.peers.refusals import SignatureRefused
from kit.peers.signatures import request_hash, sign_request, verify_response


class PeerUnavailable(Exception):
    """No answer, or none of whoever was called: the same call may be made later."""


class PeerWire(Protocol):
    """What carries a request."""

    def send(self, request: PeerRequest) -> PeerResponse:
        """Raises PeerUnavailable."""
        ...


class Peer(Model):
    """A system that is called: `url` is where its /r1 begins."""

    member: MemberId
    url: str


class OutgoingCall(Model):
    """What is called: `path` follows the service's name, `user` is a pairwise name of the official
    or of the citizen, `purpose` the procedure's code, `dossier` its code.
    """

    service: str
    method: str = "GET"
    path: str = ""
    body: bytes = b""
    content_type: str = "application/json"
    user: str
    purpose: str
    dossier: str = ""
    agency: str = ""


@dataclass(frozen=True)
class PeerClient:
    """Signs requests, takes only responses to them that are signed by whoever was called, and logs
    both.
    """

    key: SigningKey
    members: MemberKeys
    log: MessageLog
    wire: PeerWire
    clock: Clock
    new_id: Callable[[datetime], str] = field(repr=False)

    def call(self, peer: Peer, call: OutgoingCall) -> PeerResponse:
        """The verified response, whatever its status. Raises PeerUnavailable."""
        at = self.clock()
        record = self.new_id(at)
        request = self._request(peer, call, record)
        base = sign_request(request, self.key, nonce=record, at=at)
        response = self.wire.send(request)
        try:
            signed = verify_response(response, self.members, self.clock())
        except SignatureRefused as refused:
            raise PeerUnavailable(refused.reason) from None
        if signed.member != peer.member:
            raise PeerUnavailable("other_member")
        if response.header(REQUEST_HASH) != request_hash(base, request.body):
            raise PeerUnavailable("other_request")
        own = self.key.public_key()
        self.log.append(record_of(record, "out", response, own, signed.public_key, at))
        return response

    def _request(self, peer: Peer, call: OutgoingCall, id: str) -> PeerRequest:
        headers = {
            CLIENT: str(self.key.member),
            SERVICE: f"{peer.member}/{call.service}",
            ID: id,
            USER: call.user,
            PURPOSE: call.purpose,
        }
        headers |= {ISSUE: call.dossier} if call.dossier else {}
        headers |= {PARTY: call.agency} if call.agency else {}
        headers |= {TYPE: call.content_type} if call.body else {}
        url = f"{peer.url.rstrip('/')}/{peer.member}/{call.service}"
        path = "/".join(quote(part, safe="") for part in call.path.split("/")) if call.path else ""
        return PeerRequest(call.method, f"{url}/{path}" if path else url, headers, call.body)
