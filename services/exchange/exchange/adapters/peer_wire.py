"""Calls of other systems over HTTP: by urllib3, without redirects."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kit.peers.client import PeerUnavailable
from kit.peers.messages import PeerRequest, PeerResponse

if TYPE_CHECKING:
    import urllib3

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 15.0
LARGEST: Final = 5_000_000


@dataclass(frozen=True)
class HttpPeerWire:
    """`PeerWire`; nothing is asked for that would change the content on its way."""

    seconds: float = READ_SECONDS

    def send(self, request: PeerRequest) -> PeerResponse:
        from urllib3.exceptions import HTTPError

        try:
            response = self._pool.request(
                request.method,
                request.url,
                body=request.body or None,
                headers={**request.headers, "Accept-Encoding": "identity"},
                redirect=False,
                preload_content=False,
            )
            with response:
                content = bytes(response.read(LARGEST))
        except (HTTPError, OSError) as error:
            raise PeerUnavailable(type(error).__name__) from None
        return PeerResponse(response.status, request, dict(response.headers), content)

    @cached_property
    def _pool(self) -> "urllib3.PoolManager":
        import urllib3

        timeout = urllib3.Timeout(connect=CONNECT_SECONDS, read=self.seconds)
        return urllib3.PoolManager(timeout=timeout, retries=False)
