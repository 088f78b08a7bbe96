"""Signatures over the raw bytes of a request between systems that share a secret.

A header has `t=<seconds>,v1=<hex>`: the HMAC-SHA256 over `<t>.<body>`, good for 300 seconds.
"""

import hmac
import re
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

TOLERANCE_SECONDS: Final = 300
HEADER_VALUE: Final = re.compile("t=(?P<at>[0-9]{1,12}),v1=(?P<digest>[0-9a-f]{64})", re.ASCII)


def signature_of(body: bytes, secret: str, at: datetime) -> str:
    """The header's value for a body that is sent now."""
    stamp = int(at.timestamp())
    return f"t={stamp},v1={_digest(body, secret, stamp)}"


def is_signed(body: bytes, value: str, secrets: Sequence[str], now: datetime) -> bool:
    """Whether the header's value is a signature of now under one of the secrets.

    Two secrets hold while one is rotated; an empty one signs nothing.
    """
    match = HEADER_VALUE.fullmatch(value)
    if match is None or abs(now.timestamp() - int(match["at"])) > TOLERANCE_SECONDS:
        return False
    stamp, digest = int(match["at"]), match["digest"]
    expected = [_digest(body, secret, stamp) for secret in secrets if secret]
    return any(hmac.compare_digest(each, digest) for each in expected)


def _digest(body: bytes, secret: str, stamp: int) -> str:
    return hmac.new(secret.encode(), f"{stamp}.".encode() + body, sha256).hexdigest()
