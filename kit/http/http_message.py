"""Requests and responses as plain values, whichever server carries them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


class HttpRequest(NamedTuple):
    """A request to `route`, a path with its parameters in braces; header names are lower case."""

    method: str
    route: str
    path: Mapping[str, str] = NOTHING
    query: Mapping[str, str] = NOTHING
    headers: Mapping[str, str] = NOTHING
    body: bytes = b""
    address: str = ""

    def __repr__(self) -> str:
        """Without headers, body and address: they are personal."""
        return f"HttpRequest({self.method} {self.route})"

    def header(self, name: str) -> str:
        """The header's text, "" where there is none; `name` is lower case."""
        return self.headers.get(name, "")


class HttpResponse(NamedTuple):
    """A response as it is sent, and as it is stored for a repeat of its request."""

    status: int
    headers: Mapping[str, str]
    body: str

    def __repr__(self) -> str:
        """Without headers and body: they may be personal."""
        return f"HttpResponse({self.status})"
