"""The digest of what is sent, by which it is recognised."""

import hashlib
import json


def digest_of(items: object) -> str:
    """SHA-256 of a JSON value, in lower-case hex."""
    text = json.dumps(items, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
