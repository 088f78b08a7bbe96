"""Requests and responses as plain values, whichever server carries them."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """A request to `route`, a path with its parameters in braces; header names are lower case."""

    method: str
    route: str
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    address: str = field(default="", repr=False)

    def header(self, name: str) -> str:
        """The header's text, "" where there is none; `name` is lower case."""
        return self.headers.get(name, "")


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """A response as it is sent, and as it is stored for a repeat of its request."""

    status: int
    headers: Mapping[str, str]
    body: str = field(repr=False)
