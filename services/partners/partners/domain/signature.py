"""Standard Webhooks 1.0: the headers by which an endpoint knows that an event is ours."""

import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

PREFIX: Final = "whsec_"
SECRET_BYTES: Final = 32


def new_secret(chance: bytes) -> str:
    """`whsec_` and base 64 of the bytes."""
    return PREFIX + b64encode(chance).decode()


def signed_headers(id: str, body: bytes, secrets: Sequence[str], at: datetime) -> dict[str, str]:
    """webhook-id, -timestamp (seconds) and -signature: one for each secret, with spaces between."""
    moment = str(int(at.timestamp()))
    content = f"{id}.{moment}.".encode() + body
    signatures = (
        hmac.new(b64decode(each.removeprefix(PREFIX)), content, sha256).digest() for each in secrets
    )
    return {
        "webhook-id": id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{b64encode(each).decode()}" for each in signatures),
    }
