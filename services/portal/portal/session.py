"""The visit: what a cookie keeps, sealed, so that code and look-up key are typed once and stand in no address."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from secrets import token_bytes
from typing import Final, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, Field, ValidationError

LASTS_SECONDS: Final = 3600
NONCE_BYTES: Final = 12
MOST_TRIES: Final = 8
"""How many fees' latest tries are remembered: a cookie has at most 4,096 bytes (RFC 6265, section 6.1)."""
BOUND_TO: Final = b"motcua portal session 1"


class Session(BaseModel):
    """A visit. `csrf` stands in every form, `until` is in seconds since 1970, `tries` has the last try of each fee.

    `code` and `key` are empty before the look-up; `language` is the one that was chosen, if any.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    csrf: str
    until: int
    code: str = ""
    key: str = Field(default="", repr=False)
    language: Literal["", "vi", "en"] = ""
    tries: Mapping[str, str] = {}

    def with_try(self, fee: str, payment: str) -> "Session":
        """The visit in which `payment` is the last try of `fee`."""
        kept = {f: p for f, p in self.tries.items() if f != fee}
        newest = dict(list(kept.items())[-(MOST_TRIES - 1) :]) | {fee: payment}
        return self.model_copy(update={"tries": newest})


def fresh_session(csrf: str, now: datetime, language: Literal["", "vi", "en"] = "") -> Session:
    """A visit that begins."""
    return Session(csrf=csrf, until=int(now.timestamp()) + LASTS_SECONDS, language=language)


class Seals:
    """Seals and opens visits under a secret `{"current": "v1", "v1": "<64 hexadecimal digits>"}`."""

    def __init__(self, secret: str) -> None:
        self._current, self._keys = _keys(secret)

    def seal(self, session: Session) -> str:
        """The cookie's value: `<version>.<base64url>`, AES-256-GCM."""
        nonce = token_bytes(NONCE_BYTES)
        closed = self._keys[self._current].encrypt(
            nonce, session.model_dump_json().encode(), BOUND_TO
        )
        return f"{self._current}.{urlsafe_b64encode(nonce + closed).decode().rstrip('=')}"

    def open(self, cookie: str, now: datetime) -> Session | None:
        """The visit; None for one that is over, altered, or sealed under a key that is gone."""
        version, _, closed = cookie.partition(".")
        key = self._keys.get(version)
        if key is None:
            return None
        try:
            raw = urlsafe_b64decode(closed + "=" * (-len(closed) % 4))
            plain = key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], BOUND_TO)
            session = Session.model_validate_json(plain)
        except (ValueError, InvalidTag, ValidationError):
            return None
        return session if session.until > now.timestamp() else None


@lru_cache(maxsize=2)
def _keys(secret: str) -> tuple[str, Mapping[str, AESGCM]]:
    members: dict[str, str] = json.loads(secret)
    current = members.pop("current")
    return current, {version: AESGCM(bytes.fromhex(key)) for version, key in members.items()}
