"""The gate of a system: every call of others is verified, allowed, logged, and answered signed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from kit.core.errors import ServiceError
from kit.core.time import Clock
from kit.peers.keys import MemberKeys, SigningKey
from kit.peers.message_log import MessageLog, record_of
from kit.peers.messages import (
    CLIENT,
    ERROR,
    ID,
    ISSUE,
    PARTY,
    PURPOSE,
    REQUEST_HASH,
    SERVICE,
    MemberId,
    PeerRequest,
    PeerResponse,
)
from kit.peers.refusals import (
    PeerRightMissing,
    PeerSignatureRefused,
    SignatureRefused,
    UnknownPeerService,
)
from kit.peers.rights import About, Right, missing
from kit.peers.signatures import SignedBy, request_hash, sign_response, verify_request

JSON = "application/json"
PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class PeerCall:
    """A call that was verified and allowed: `path` is what follows the service's name."""

    about: About
    id: str
    user: str
    path: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PeerAnswer:
    """What a service answers; `content` is JSON."""

    status: int
    content: str


PeerService = Callable[[PeerCall], PeerAnswer]


class Nonces(Protocol):
    """Nonces that were used."""

    def is_first(self, member: MemberId, nonce: str, until: datetime) -> bool:
        """Keep a nonce until a moment; whether it is used for the first time."""
        ...


class Rights(Protocol):
    """Rights by member and service."""

    def right(self, member: MemberId, service: str) -> Right | None:
        """The right that two officials gave, if any."""
        ...


@dataclass(frozen=True)
class PeerGate:
    """`services` are what this system offers, by name; `explain` makes a problem document of a
    refusal.
    """

    key: SigningKey
    members: MemberKeys
    rights: Rights
    nonces: Nonces
    log: MessageLog
    services: Mapping[str, PeerService]
    explain: Callable[[ServiceError], str]
    clock: Clock
    new_id: Callable[[datetime], str]

    def answer(self, request: PeerRequest, service: str, path: str) -> PeerResponse:
        """The signed response to a call of a service. Raises PeerSignatureRefused, to whose caller
        nothing is signed and of which nothing is logged.
        """
        at = self.clock()
        signed = self._verified(request, service, at)
        try:
            answer = self._served(request, signed, service, path, at)
        except ServiceError as error:
            answer = PeerAnswer(error.status, self.explain(error))
            return self._respond(request, signed, answer, error.code)
        return self._respond(request, signed, answer, "")

    def _verified(self, request: PeerRequest, service: str, at: datetime) -> SignedBy:
        try:
            signed = verify_request(request, self.members, at)
            self._check_addresses(request, signed, service)
            if not self.nonces.is_first(signed.member, signed.nonce, signed.expires):
                raise SignatureRefused("replayed")
        except SignatureRefused as refused:
            raise PeerSignatureRefused(reason=refused.reason) from None
        return signed

    def _check_addresses(self, request: PeerRequest, signed: SignedBy, service: str) -> None:
        """Who signs is who calls, and the call is for us."""
        if request.header(CLIENT) != str(signed.member):
            raise SignatureRefused("other_client")
        if request.header(SERVICE) != f"{self.key.member}/{service}":
            raise SignatureRefused("other_service")
        if not 8 <= len(request.header(ID)) <= 128:
            raise SignatureRefused("no_id")

    def _served(
        self, request: PeerRequest, signed: SignedBy, service: str, path: str, at: datetime
    ) -> PeerAnswer:
        serve = self.services.get(service)
        if serve is None:
            raise UnknownPeerService
        about = about_of(request, signed.member, service)
        lacking = missing(self.rights.right(signed.member, service), about, at)
        if lacking:
            raise PeerRightMissing(reason=lacking)
        user = request.header("X-Road-UserId")
        return serve(PeerCall(about, request.header(ID), user, path, request.body))

    def _respond(
        self, request: PeerRequest, signed: SignedBy, answer: PeerAnswer, error: str
    ) -> PeerResponse:
        """No record, no answer."""
        at = self.clock()
        headers = {
            "Content-Type": PROBLEM if error else JSON,
            CLIENT: request.header(CLIENT),
            SERVICE: request.header(SERVICE),
            ID: request.header(ID),
            REQUEST_HASH: request_hash(signed.base, request.body),
        }
        if error:
            headers[ERROR] = error
        response = PeerResponse(answer.status, request, headers, answer.content.encode())
        record = self.new_id(at)
        sign_response(response, self.key, nonce=record, at=at)
        own = self.key.public_key()
        self.log.append(record_of(record, "in", response, signed.public_key, own, at))
        return response


def about_of(request: PeerRequest, member: MemberId, service: str) -> About:
    """What a call says that it is about."""
    return About(
        member=member,
        service=service,
        method=request.method,
        purpose=request.header(PURPOSE),
        dossier=request.header(ISSUE),
        agency=request.header(PARTY) or member.agency,
    )
