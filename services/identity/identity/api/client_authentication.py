"""Which client sends a form: by its id and secret (client_secret_basic, RFC 6749, 2.3.1)."""

from base64 import b64decode
from collections.abc import Sequence
from urllib.parse import parse_qsl, unquote_plus

from identity.domain.token_client import TokenClient, client_by_id
from identity.domain.token_errors import InvalidClient, InvalidTokenRequest


def authenticated_client(authorization: str, clients: Sequence[TokenClient]) -> TokenClient:
    """The client of a header Authorization; raises InvalidClient."""
    scheme, _, encoded = authorization.partition(" ")
    if scheme.lower() != "basic":
        raise InvalidClient
    try:
        name, _, secret = b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        raise InvalidClient from None
    client = client_by_id(clients, unquote_plus(name))
    if client is None or not client.has_secret(unquote_plus(secret)):
        raise InvalidClient
    return client


def form_of(raw: bytes) -> dict[str, str]:
    """The members of a form, each at most once (RFC 6749, 3.2); raises InvalidTokenRequest."""
    try:
        pairs = parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=20)
    except ValueError:
        raise InvalidTokenRequest from None
    form = dict(pairs)
    if len(form) != len(pairs):
        raise InvalidTokenRequest
    return form
