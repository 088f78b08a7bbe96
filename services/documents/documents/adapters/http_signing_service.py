"""A remote signing service by HTTP: officials' keys lie there, and their phones approve.

The form is our own; a service that speaks another (CSC API) gets a translator before it. Each
request is signed with a secret that both sides share, and is taken once by the document's id and
digest.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlsplit

from documents.domain.ports import SignatureAwaited, SignatureDeclined, SignatureRequest
from kit.core.time import Clock
from kit.security.signed_body import signature_of

SECONDS: Final = 7
HEADER: Final = "X-Signing-Signature"
LONGEST: Final = 64 * 1024


class SigningServiceUnavailable(Exception):
    """No answer, or none that can be read: the message is received again later."""


@dataclass(frozen=True, slots=True)
class HttpSigningService:
    """`SigningService` at an address of the stage's configuration."""

    url: str
    secret: Callable[[], str] = field(repr=False)
    clock: Clock

    def certificates(self, official: str) -> tuple[str, ...]:
        answer = self._post("certificates", {"official": official})
        return tuple(str(each) for each in answer["certificates"])

    def sign(self, request: SignatureRequest) -> str:
        answer = self._post("signatures", request.model_dump(mode="json"))
        match answer["state"]:
            case "approved":
                return str(answer["signature"])
            case "declined":
                raise SignatureDeclined
            case _:
                raise SignatureAwaited

    def _post(self, path: str, content: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps(content).encode()
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=SECONDS)
        signature = signature_of(body, self.secret(), self.clock())
        headers = {"Content-Type": "application/json", HEADER: signature}
        try:
            connection.request("POST", f"{parts.path.rstrip('/')}/{path}", body, headers)
            response = connection.getresponse()
            text = response.read(LONGEST)
        except (OSError, HTTPException) as error:
            raise SigningServiceUnavailable from error
        finally:
            connection.close()
        if response.status != 200:
            raise SigningServiceUnavailable(str(response.status))
        answer: dict[str, Any] = json.loads(text)
        return answer
