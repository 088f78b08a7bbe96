"""The files of dossiers at the National Portal: from hosts of the settings, without redirects."""

import socket
import time
from collections.abc import Callable, Iterable
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from exchange.ingest.ports import NotFetched
from kit.platform.public_address import is_public

CONNECT_SECONDS: Final = 5.0
READ_SECONDS: Final = 10.0
TOTAL_SECONDS: Final = 30.0
"""Of one file: who sends a byte a second is not waited for."""
CHUNK: Final = 64 * 1024
LOOPBACK: Final = frozenset({"127.0.0.1", "localhost"})
PORTS: Final = {"https": 443, "http": 80}
Resolve = Callable[[str, int], list[str]]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in answers))


class PortalFiles:
    """`PaperSource` over HTTPS.

    What the portal sends as a link is not trusted: its origin has to be one of `origins`, every
    address of its host a public one, and the connection goes to the very address that was checked.
    Only an origin of this machine may use HTTP, for local clouds.
    """

    def __init__(self, origins: Iterable[str], resolve: Resolve = resolve) -> None:
        self._origins = frozenset(filter(None, map(_origin, origins)))
        self._resolve = resolve

    def fetch(self, url: str, most: int) -> bytes:
        """Raises NotFetched: finally for an address that is never called."""
        from urllib3.exceptions import HTTPError

        parts, origin = urlsplit(url), _origin(url)
        if origin is None or origin not in self._origins:
            raise NotFetched("address_not_allowed", is_final=True)
        try:
            with self._connected(parts, origin) as pool:
                return _read(pool, _path(parts), parts.netloc, most)
        except (HTTPError, OSError) as error:
            raise NotFetched(type(error).__name__) from None

    def _connected(self, parts: SplitResult, origin: str) -> Any:
        import urllib3

        host, port = str(parts.hostname), parts.port or PORTS[parts.scheme]
        addresses = self._resolve(host, port)
        is_local = host in LOOPBACK
        if not addresses or not (is_local or all(map(is_public, addresses))):
            raise NotFetched("address_not_public")
        options: dict[str, Any] = {
            "timeout": urllib3.Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            "retries": False,
        }
        if origin.startswith("http:"):
            return urllib3.HTTPConnectionPool(addresses[0], port, **options)
        return urllib3.HTTPSConnectionPool(
            addresses[0], port, server_hostname=host, assert_hostname=host, **options
        )


def _origin(url: str) -> str | None:
    """`https://host:port`; None where it may not be one."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname
    if not host or parts.username or parts.password or parts.scheme not in PORTS:
        return None
    if parts.scheme == "http" and host not in LOOPBACK:
        return None
    return f"{parts.scheme}://{host}:{port or PORTS[parts.scheme]}"


def _path(parts: SplitResult) -> str:
    path = parts.path or "/"
    return f"{path}?{parts.query}" if parts.query else path


def _read(pool: Any, path: str, host: str, most: int) -> bytes:
    ends = time.monotonic() + TOTAL_SECONDS
    response = pool.request(
        "GET", path, headers={"Host": host}, redirect=False, preload_content=False
    )
    try:
        if response.status != 200:
            raise NotFetched(f"status_{response.status}")
        content = bytearray()
        while len(content) < most and (chunk := response.read(min(CHUNK, most - len(content)))):
            content += chunk
            if time.monotonic() > ends:
                raise NotFetched("too_slow")
    finally:
        response.close()
    if not content:
        raise NotFetched("empty")
    return bytes(content)
