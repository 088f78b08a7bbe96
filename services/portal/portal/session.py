"""The visitor's session: a sealed cookie, so that code and look-up key are in no URL."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from secrets import token_bytes
from typing import Final, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import ConfigDict, Field, ValidationError

from kit.core.model import Model

LIFETIME_SECONDS: Final = 3600
NONCE_BYTES: Final = 12
MOST_ATTEMPTS: Final = 8
"""How many fees' latest attempts are stored: a cookie has at most 4,096 bytes (RFC 6265, 6.1)."""
ASSOCIATED_DATA: Final = b"motcua portal session 1"


class Session(Model):
    """`csrf` is the token of every form, `until` is in seconds since 1970.

    `code` and `key` are empty before the look-up; `language` is the chosen one, or "".
    `attempts` has the latest payment attempt of each fee.
    """

    model_config = ConfigDict(extra="ignore")

    csrf: str
    until: int
    code: str = ""
    key: str = Field(default="", repr=False)
    language: Literal["", "vi", "en"] = ""
    attempts: Mapping[str, str] = {}

    def with_attempt(self, fee: str, payment: str) -> "Session":
        """The session in which `payment` is the latest attempt of `fee`."""
        others = {f: p for f, p in self.attempts.items() if f != fee}
        latest = dict(list(others.items())[-(MOST_ATTEMPTS - 1) :]) | {fee: payment}
        return self.evolve(attempts=latest)


def new_session(csrf: str, now: datetime, language: Literal["", "vi", "en"] = "") -> Session:
    """A session without code and key."""
    return Session(csrf=csrf, until=int(now.timestamp()) + LIFETIME_SECONDS, language=language)


class SessionCipher:
    """Seals sessions under a secret `{"current": "v1", "v1": "<64 hexadecimal digits>"}`."""

    def __init__(self, secret: str) -> None:
        self._current, self._keys = _keys(secret)

    def seal(self, session: Session) -> str:
        """The cookie's value: `<version>.<base64url>`, AES-256-GCM."""
        nonce = token_bytes(NONCE_BYTES)
        sealed = self._keys[self._current].encrypt(
            nonce, session.model_dump_json().encode(), ASSOCIATED_DATA
        )
        return f"{self._current}.{urlsafe_b64encode(nonce + sealed).decode().rstrip('=')}"

    def open(self, cookie: str, now: datetime) -> Session | None:
        """The session; None for one that has expired, was altered, or whose key was removed."""
        version, _, sealed = cookie.partition(".")
        key = self._keys.get(version)
        if key is None:
            return None
        try:
            raw = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
            plain = key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], ASSOCIATED_DATA)
            session = Session.model_validate_json(plain)
        except (ValueError, InvalidTag, ValidationError):
            return None
        return session if session.until > now.timestamp() else None


@lru_cache(maxsize=2)
def _keys(secret: str) -> tuple[str, Mapping[str, AESGCM]]:
    members: dict[str, str] = json.loads(secret)
    current = members.pop("current")
    return current, {version: AESGCM(bytes.fromhex(key)) for version, key in members.items()}
