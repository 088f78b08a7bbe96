"""The handlers of calls of other organisations' systems."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote

from pydantic import Field, StringConstraints

from exchange.peers.composition import PeerSystems
from kit.http.context import RequestContext
from kit.http.responses import Response
from kit.peers.messages import MemberId, PeerRequest
from kit.peers.refusals import UnknownPeerService

Part = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Za-z.-]{1,60}$"),
    Field(description="Part of the id of a member, or a service's name"),
]
Object = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Za-z._-]{1,80}$"),
    Field(description="What the call is about, such as a dossier's code"),
]


@dataclass(frozen=True, slots=True)
class R1Handlers:
    """Bound to the gate."""

    systems: PeerSystems

    def read(  # noqa: PLR0913, PLR0917 - the parts of an address
        self,
        request: RequestContext,
        instance: Part,
        kind: Part,
        member: Part,
        subsystem: Part,
        service: Part,
        object: Object,
    ) -> Response:
        """Call a service for reading

        The request is signed by RFC 9421 over `@method`, `@target-uri`, `content-digest` and every
        `X-Road-*` header, and so is the response (docs/api/peers.md). No query is taken.
        """
        to = MemberId(instance, kind, member, subsystem)
        return self._answer(request, "GET", to, service, object)

    def send(  # noqa: PLR0913, PLR0917 - the parts of an address
        self,
        request: RequestContext,
        instance: Part,
        kind: Part,
        member: Part,
        subsystem: Part,
        service: Part,
        object: Object,
    ) -> Response:
        """Call a service with a body

        As the reading call, and `content-type` is signed too.
        """
        to = MemberId(instance, kind, member, subsystem)
        return self._answer(request, "POST", to, service, object)

    def _answer(
        self, request: RequestContext, method: str, to: MemberId, service: str, object: str
    ) -> Response:
        if to != self.systems.key.member:
            raise UnknownPeerService
        address = f"{self.systems.url.rstrip('/')}/{to}/{service}"
        call = PeerRequest(
            method, f"{address}/{quote(object, safe='')}", dict(request.headers), request.raw
        )
        response = self.systems.gate.answer(call, service, object)
        return Response(response.body.decode(), response.status_code, response.headers)
