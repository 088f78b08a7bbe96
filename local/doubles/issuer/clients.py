"""The applications at which people sign in, and the addresses to which they may come back."""

from base64 import b64decode
from binascii import Error
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from local.doubles.issuer.accounts import Kind

CALLBACK: Final = "/vao/xong"
AFTER_SIGN_OUT: Final = "/da-ra"


@dataclass(frozen=True, slots=True)
class Client:
    """A confidential client (RFC 6749, 2.1)."""

    id: str
    kind: Kind
    secret: str


CLIENTS: Final = {
    each.id: each
    for each in (
        Client("portal", "citizen", "portal_local"),
        Client("desk", "staff", "desk_local"),
    )
}


def may_return_to(url: str, path: str = CALLBACK, origins: Collection[str] = ()) -> bool:
    """Whether it is a page of a client on this machine: any port, as RFC 8252 (7.3) has it.

    `origins` are further ones.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    here = host in ("127.0.0.1", "localhost") or host.endswith(".localhost")
    plain = not (parts.query or parts.fragment or parts.username)
    is_ours = (parts.scheme == "http" and here) or f"{parts.scheme}://{parts.netloc}" in origins
    return is_ours and plain and parts.path.endswith(path)


def authenticated(authorization: str, kind: Kind) -> Client | None:
    """The client behind `client_secret_basic` (RFC 6749, 2.3.1); None for any other."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except (Error, ValueError):
        return None
    client = CLIENTS.get(unquote(name))
    is_right = client is not None and (client.kind, client.secret) == (kind, unquote(secret))
    return client if is_right else None
