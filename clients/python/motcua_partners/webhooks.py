"""What arrives at your endpoint: whether it is ours (Standard Webhooks 1.0), and its event."""

import hmac
import json
import time
from base64 import b64decode, b64encode
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from motcua_partners.models import PublicEvent

TOLERANCE = 300.0
"""Seconds by which the clocks may differ."""


class NotOurs(Exception):
    """The request bears no signature by a secret of yours, or it is too old."""


def verified(
    secrets: Sequence[str],
    headers: Mapping[str, str],
    body: bytes,
    clock: Callable[[], float] = time.time,  # noqa: TID251 - a client of its own
) -> PublicEvent:
    """The event; `body` is as it arrived, `secrets` are all that are good now. Raises NotOurs."""
    lower = {name.lower(): value for name, value in headers.items()}
    try:
        id_, moment = lower["webhook-id"], lower["webhook-timestamp"]
        signatures = lower["webhook-signature"].split()
        age = abs(clock() - int(moment))
    except (KeyError, ValueError):
        raise NotOurs from None
    content = f"{id_}.{moment}.".encode() + body
    expected = [_signature(secret, content) for secret in secrets]
    matches = [hmac.compare_digest(own, each) for own in expected for each in signatures]
    if age > TOLERANCE or not any(matches):
        raise NotOurs
    event: PublicEvent = json.loads(body)
    return event


def _signature(secret: str, content: bytes) -> str:
    key = b64decode(secret.removeprefix("whsec_"))
    return f"v1,{b64encode(hmac.new(key, content, sha256).digest()).decode()}"
