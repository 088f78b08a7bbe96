"""The checks of every provider's callback: a signature of now, and that it is meant for us."""

import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from kit.core.errors import MalformedRequest

TOLERANCE_SECONDS: Final = 300


class BadSignature(MalformedRequest):
    """The signature is missing, wrong, or its stamp is not of now."""

    code = "bad_signature"
    vi = "Chữ ký của thông báo không hợp lệ."
    en = "The signature of this notification is not valid."


class UnexpectedEvent(MalformedRequest):
    """Signed, but of the other mode (live or test), another API version or another account."""

    code = "unexpected_event"
    vi = "Thông báo không thuộc môi trường hoặc phiên bản này."
    en = "This notification is of another environment or version."


def verify(raw: bytes, value: str, secrets: Sequence[str], now: datetime, *, header: str) -> None:
    """Accept one good signature under any secret (two while one is rotated); raises BadSignature.

    `value` is that of `header`: `t=<seconds>,v1=<hex>`, the HMAC-SHA256 over `<t>.<body>`, good for
    300 seconds.
    """
    stamp, signatures = _parsed(value, header)
    if abs(now.timestamp() - stamp) > TOLERANCE_SECONDS:
        raise BadSignature(field=header)
    signed = f"{stamp}.".encode() + raw
    for secret in secrets:
        expected = hmac.new(secret.encode(), signed, sha256).hexdigest()
        if any(hmac.compare_digest(expected, signature) for signature in signatures):
            return
    raise BadSignature(field=header)


def header_of(headers: Mapping[str, str], name: str) -> str:
    """A header by its name in any case; empty where it is missing."""
    return next((value for key, value in headers.items() if key.lower() == name.lower()), "")


def _parsed(value: str, header: str) -> tuple[int, list[str]]:
    parts = [part.strip().partition("=") for part in value.split(",")]
    stamps = [each for name, _, each in parts if name == "t"]
    if (
        len(stamps) != 1
        or not stamps[0].isascii()
        or not stamps[0].isdigit()
        or len(stamps[0]) > 12
    ):
        raise BadSignature(field=header)
    return int(stamps[0]), [each for name, _, each in parts if name == "v1" and each.isascii()]
