"""The compact form of a signed token (RFC 7515): taken apart here, verified by cryptography's RSA.

A library for every algorithm of the family costs a first answer 30 ms of processor; ours are RS256
and nothing else.
"""

import json
from base64 import b64decode, urlsafe_b64encode
from typing import Any, Final

Claims = dict[str, Any]
LONGEST: Final = 8192
"""Characters of a token: as many as all headers of a request may have at the gateway."""


def parts(token: str) -> tuple[Claims, Claims, bytes, bytes]:
    """(header, claims, what is signed, signature) of a token that nobody has verified yet; raises
    ValueError.
    """
    if len(token) > LONGEST:
        raise ValueError
    head, claims, signature = token.split(".")
    return _object(head), _object(claims), f"{head}.{claims}".encode("ascii"), decoded(signature)


def decoded(text: str) -> bytes:
    """Base64url without padding in its one canonical form (RFC 7515, 2; RFC 4648, 3.5); raises
    ValueError.
    """
    decoded_value = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    if not text or urlsafe_b64encode(decoded_value).rstrip(b"=") != text.encode("ascii"):
        raise ValueError
    return decoded_value


def moment(claims: Claims, name: str) -> float:
    """A NumericDate (RFC 7519, 2), epoch seconds; raises KeyError where it is missing, ValueError
    for anything else.
    """
    decoded_value = claims[name]
    if isinstance(decoded_value, bool) or not isinstance(decoded_value, int | float):
        raise ValueError
    return float(decoded_value)


def _object(text: str) -> Claims:
    decoded_value = json.loads(
        decoded(text).decode(), object_pairs_hook=_unrepeated, parse_constant=_no_number
    )
    if not isinstance(decoded_value, dict):
        raise ValueError
    return decoded_value


def _unrepeated(pairs: list[tuple[str, Any]]) -> Claims:
    """Names come once (RFC 7515, 4): two readers must not see two tokens in one."""
    decoded_value = dict(pairs)
    if len(decoded_value) != len(pairs):
        raise ValueError
    return decoded_value


def _no_number(_: str) -> Any:
    """JSON has no NaN and no infinity (RFC 8259, 6)."""
    raise ValueError
