"""The check sums (check_sum) of the platform: HMAC-SHA256 over values that "|" joins, in hex."""

import hmac
from collections.abc import Sequence
from hashlib import sha256


def check_sum(key: str, *values: str) -> str:
    """Source: `generateChecksum` in opencps-v2 (PayGateUtil.java)."""
    return hmac.new(key.encode(), "|".join(values).encode(), sha256).hexdigest()


def is_right(value: str, keys: Sequence[str], *values: str) -> bool:
    """Whether a check sum is right under any key (two while one is rotated)."""
    if not value.isascii():
        return False
    return any(hmac.compare_digest(check_sum(key, *values), value.lower()) for key in keys)
