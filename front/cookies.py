"""Sealed cookies: what a browser holds for us, unreadable and unchangeable for it."""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from secrets import token_bytes
from typing import ClassVar, Final, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import ConfigDict, ValidationError

from kit.core.model import Model

NONCE_BYTES: Final = 12
LONGEST_VALUE: Final = 3_900
"""Characters; a browser takes 4,096 with name and attributes (RFC 6265, 6.1)."""
LARGEST_CONTENT: Final = 16_384
ASSOCIATED_DATA: Final = "motcua front 2 {} {}"


class CookieTooLarge(Exception):
    """The value would not fit into a cookie; the message is the cookie's name."""


class SealedModel(Model):
    """What one cookie holds, until a second since 1970. `LIFETIME` is in seconds."""

    model_config = ConfigDict(extra="ignore", defer_build=True)
    NAME: ClassVar[str]
    LIFETIME: ClassVar[int]

    until: int


C = TypeVar("C", bound=SealedModel)


class CookieCipher:
    """Seals under a secret `{"current": "v1", "v1": "<64 hexadecimal digits>"}`; what one
    `client` sealed is no cookie of another, even under the same secret.
    """

    def __init__(self, secret: str, client: str) -> None:
        self._current, self._keys = _keys(secret)
        self._client = client

    def seal(self, content: SealedModel) -> str:
        """The cookie's value: `<version>.<base64url>`, AES-256-GCM; raises CookieTooLarge.

        The name of the cookie is authenticated with it: one is no other.
        """
        nonce = token_bytes(NONCE_BYTES)
        plain = zlib.compress(content.model_dump_json().encode(), 9)
        sealed = self._keys[self._current].encrypt(nonce, plain, self._associated(type(content)))
        value = f"{self._current}.{urlsafe_b64encode(nonce + sealed).decode().rstrip('=')}"
        if len(value) > LONGEST_VALUE:
            raise CookieTooLarge(content.NAME)
        return value

    def open(self, kind: type[C], cookie: str, now: datetime) -> C | None:
        """The content; None for one that has ended, was altered, or whose key was removed."""
        version, _, sealed = cookie.partition(".")
        key = self._keys.get(version)
        if key is None:
            return None
        try:
            raw = urlsafe_b64decode(sealed + "=" * (-len(sealed) % 4))
            plain = key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], self._associated(kind))
            content = kind.model_validate_json(_inflated(plain))
        except (ValueError, InvalidTag, ValidationError, zlib.error):
            return None
        return content if content.until > now.timestamp() else None

    def _associated(self, kind: type[SealedModel]) -> bytes:
        return ASSOCIATED_DATA.format(self._client, kind.NAME).encode()


def _inflated(plain: bytes) -> bytes:
    return zlib.decompressobj().decompress(plain, LARGEST_CONTENT)


@lru_cache(maxsize=2)
def _keys(secret: str) -> tuple[str, Mapping[str, AESGCM]]:
    members: dict[str, str] = json.loads(secret)
    current = members.pop("current")
    return current, {version: AESGCM(bytes.fromhex(key)) for version, key in members.items()}
