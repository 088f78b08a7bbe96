"""A time-stamping authority over HTTP (RFC 3161, 3.4)."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kit.peers.stamping import StampingServiceAway

if TYPE_CHECKING:
    import urllib3

SECONDS: Final = 10.0
LARGEST: Final = 64 * 1024
QUERY: Final = "application/timestamp-query"


@dataclass(frozen=True)
class HttpStampingService:
    """`StampingService` at an address of the settings."""

    url: str

    def stamp(self, request: bytes) -> bytes:
        from urllib3.exceptions import HTTPError

        try:
            response = self._pool.request(
                "POST",
                self.url,
                body=request,
                headers={"Content-Type": QUERY},
                redirect=False,
                preload_content=False,
            )
            with response:
                content = response.read(LARGEST)
        except (HTTPError, OSError) as error:
            raise StampingServiceAway from error
        if response.status != 200:
            raise StampingServiceAway
        return bytes(content)

    @cached_property
    def _pool(self) -> "urllib3.PoolManager":
        import urllib3

        return urllib3.PoolManager(timeout=urllib3.Timeout(total=SECONDS), retries=False)
