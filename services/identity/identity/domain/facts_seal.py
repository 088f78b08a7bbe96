"""What a provider verified of a person, sealed between a sign-in and the redemption of its code.

The key follows from the code, which is stored nowhere: whoever has the table alone reads nothing,
and once the code is spent or forgotten nobody does.
"""

import hmac
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

NONCE_BYTES: Final = 12


def seal_facts(facts: Mapping[str, str], code: str) -> str:
    """AES-256-GCM; base64url of nonce and ciphertext."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(NONCE_BYTES)
    plain = json.dumps(facts, ensure_ascii=False).encode()
    return urlsafe_b64encode(nonce + AESGCM(_key(code)).encrypt(nonce, plain, None)).decode()


def open_facts(sealed: str, code: str) -> dict[str, str]:
    """The facts behind the seal of this code; raises cryptography's InvalidTag for another's."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    raw = urlsafe_b64decode(sealed)
    nonce, content = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
    facts: dict[str, str] = json.loads(AESGCM(_key(code)).decrypt(nonce, content, None))
    return facts


def _key(code: str) -> bytes:
    return hmac.digest(code.encode(), b"facts of a sign-in", sha256)
