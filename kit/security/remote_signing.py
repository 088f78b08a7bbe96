"""A remote signing service by HTTP: the keys of people lie there, and their phones approve.

The form is our own; a service that speaks another (CSC API) gets a translator before it. Each
request is signed with a secret that both sides share, and is taken once by the document's id and
digest.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, Literal, Protocol
from urllib.parse import urlsplit

from pydantic import StringConstraints

from kit.core.model import Model
from kit.core.time import Clock
from kit.security.signed_body import signature_of

SECONDS: Final = 7
HEADER: Final = "X-Signing-Signature"
LONGEST: Final = 64 * 1024


class SigningServiceUnavailable(Exception):
    """No response, or none that can be read: the same request may be sent later."""


class SignatureAwaited(Exception):
    """The signer has not approved the signature yet: the same request finds it later."""


class SignatureDeclined(Exception):
    """The signer approved no signature, or let its time pass: a repeat asks nobody again."""


class Signatory(Model):
    """Whose key signs: an official by the subject, a citizen by the identity number (personal)."""

    kind: Literal["official", "citizen"]
    id: str


class SignatureRequest(Model):
    """A signature that somebody is to give: `digest` is SHA-256 in hexadecimal digits, `title` is
    shown on their phone and names no citizen.
    """

    document: str
    signer: Signatory
    title: str
    digest: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class SigningService(Protocol):
    """Where the keys of people lie. They approve each signature on their phone."""

    def certificates(self, signer: Signatory) -> tuple[str, ...]:
        """PEM, the signer's first, then those of the authorities; none for a stranger.

        Raises SigningServiceUnavailable.
        """
        ...

    def sign(self, request: SignatureRequest) -> str:
        """The signature (base64) over the digest: ECDSA as DER, or RSA as of PKCS #1 v1.5; the
        first request asks the signer, an equal one afterwards finds what they did.

        Raises SignatureAwaited, SignatureDeclined, SigningServiceUnavailable.
        """
        ...


@dataclass(frozen=True, slots=True)
class HttpSigningService:
    """`SigningService` at an address of the stage's configuration."""

    url: str
    secret: Callable[[], str] = field(repr=False)
    clock: Clock
    seconds: int = SECONDS

    def certificates(self, signer: Signatory) -> tuple[str, ...]:
        response = self._post("certificates", {signer.kind: signer.id})
        try:
            return tuple(str(each) for each in response["certificates"])
        except (KeyError, TypeError):
            raise SigningServiceUnavailable("certificates") from None

    def sign(self, request: SignatureRequest) -> str:
        signer = request.signer
        content = request.model_dump(mode="json", exclude={"signer"}) | {signer.kind: signer.id}
        response = self._post("signatures", content)
        match response.get("state"):
            case "approved":
                return str(response.get("signature", ""))
            case "declined":
                raise SignatureDeclined
            case _:
                raise SignatureAwaited

    def _post(self, path: str, content: dict[str, Any]) -> dict[str, Any]:
        from http.client import HTTPConnection, HTTPException, HTTPSConnection

        body = json.dumps(content).encode()
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self.seconds)
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
        return _read(text)


def _read(text: bytes) -> dict[str, Any]:
    try:
        response = json.loads(text)
    except ValueError:
        raise SigningServiceUnavailable("not JSON") from None
    if not isinstance(response, dict):
        raise SigningServiceUnavailable("no object")
    return response
