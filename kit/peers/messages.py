"""A request between systems and its response, as plain values, with the names of their headers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

TAG: Final = "motcua-r1"
"""Of every signature here (RFC 9421, 2.3): one for another protocol is none for this one."""

CLIENT: Final = "X-Road-Client"
SERVICE: Final = "X-Road-Service"
ID: Final = "X-Road-Id"
USER: Final = "X-Road-UserId"
ISSUE: Final = "X-Road-Issue"
PARTY: Final = "X-Road-Represented-Party"
PURPOSE: Final = "X-Road-Purpose"
REQUEST_HASH: Final = "X-Road-Request-Hash"
ERROR: Final = "X-Road-Error"
PREFIX: Final = "x-road-"
DIGEST: Final = "Content-Digest"
TYPE: Final = "Content-Type"
"""X-Road's own names (REST 1.0), and X-Road-Purpose, which is ours: the procedure's code."""


class MemberId(NamedTuple):
    """A member's system: instance, class, member and subsystem, such as VN/GOV/H49/EXCHANGE."""

    instance: str
    kind: str
    member: str
    subsystem: str

    def __str__(self) -> str:
        return "/".join(self)

    @property
    def agency(self) -> str:
        """The agency's code."""
        return self.member

    @classmethod
    def of(cls, text: str) -> "MemberId":
        """From its text. Raises ValueError."""
        parts = text.split("/")
        if len(parts) != 4 or not all(_is_part(part) for part in parts):
            raise ValueError("no member")
        return cls(*parts)


@dataclass
class PeerRequest:
    """`url` is absolute and encoded; header names are in any case, each is there once."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str:
        """The header's text, "" where there is none."""
        return header(self.headers, name)


@dataclass
class PeerResponse:
    """A response, with the request that it responds to."""

    status_code: int
    request: PeerRequest
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    def header(self, name: str) -> str:
        """The header's text, "" where there is none."""
        return header(self.headers, name)


def header(headers: Mapping[str, str], name: str) -> str:
    """A header's text whatever the case of its name, "" where there is none."""
    wanted = name.lower()
    return next((text for own, text in headers.items() if own.lower() == wanted), "")


def road_headers(headers: Mapping[str, str]) -> list[str]:
    """The names of X-Road's headers in a message, in lower case and in order."""
    return sorted(name.lower() for name in headers if name.lower().startswith(PREFIX))


def _is_part(text: str) -> bool:
    return bool(text) and text.isascii() and text.replace(".", "").replace("-", "").isalnum()
