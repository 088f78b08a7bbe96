"""A time stamp authority that answers by HTTP (RFC 3161)."""

from dataclasses import dataclass
from http.client import HTTPException
from typing import Final
from urllib.error import URLError
from urllib.request import Request, urlopen

from documents.domain.ports import TimeStampUnavailable

QUERY: Final = "application/timestamp-query"
REPLY: Final = "application/timestamp-reply"
LONGEST: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class HttpTimeStampAuthority:
    """`TimeStampAuthority` at an address of the stage's configuration."""

    url: str
    seconds: float = 5.0

    def respond(self, request: bytes) -> bytes:
        headers = {"Content-Type": QUERY, "Accept": REPLY}
        asking = Request(self.url, data=request, headers=headers, method="POST")  # noqa: S310
        try:
            with urlopen(asking, timeout=self.seconds) as response:  # noqa: S310 - configured
                content: bytes = response.read(LONGEST)
        except (URLError, HTTPException, OSError) as error:
            raise TimeStampUnavailable from error
        return content
