"""An issuer's signing keys, as it publishes them (RFC 7517)."""

import json
import urllib.request
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from http.client import HTTPException
from typing import Any, Final

from kit.core.errors import Unavailable
from kit.platform.loopback import loopback
from kit.security import jws

KEYS_FOR, ASK_AGAIN_AFTER = timedelta(hours=1), timedelta(seconds=30)
FETCHES: Final = 2
KEY_BITS: Final = 2048
"""The least that RS256 takes (RFC 7518, 3.3)."""


def fetch_keys(
    url: str, open_url: Callable[..., Any] = urllib.request.urlopen
) -> Mapping[str, Any]:
    """The issuer's key set (RFC 7517) from its address, requested twice; raises Unavailable."""
    here, host = loopback(url)
    request = urllib.request.Request(here, headers=dict(host))  # noqa: S310 - configured
    for _ in range(FETCHES):
        try:
            with open_url(request, timeout=3) as document:
                return dict(json.load(document))
        except (OSError, HTTPException, ValueError, TypeError):
            continue
    raise Unavailable


class IssuerKeys:
    """One issuer's signing keys, kept for an hour; an unknown key id asks again, at most every 30
    seconds.

    While the issuer does not answer, the keys known before stay good.
    """

    def __init__(self, url: str, fetch: Callable[[str], Mapping[str, Any]]) -> None:
        self._url = url
        self._fetch = fetch
        self._keys: dict[str, Any] = {}
        self._ask_again_after: datetime | None = None  # not before; None: at once
        self._refresh_after: datetime | None = None

    def key(self, kid: str, now: datetime) -> Any:
        """The key of this id, None where the issuer has none; raises Unavailable where no key was
        fetched yet."""
        due = self._refresh_after if kid in self._keys else self._ask_again_after
        if due is None or now > due:
            self._load(now)
        return self._keys.get(kid)

    def _load(self, now: datetime) -> None:
        good_for = KEYS_FOR
        try:
            self._keys = _rsa_keys(self._fetch(self._url))
        except Unavailable:
            if not self._keys:
                raise
            good_for = ASK_AGAIN_AFTER
        self._ask_again_after, self._refresh_after = now + ASK_AGAIN_AFTER, now + good_for


def _rsa_keys(published: Mapping[str, Any]) -> dict[str, Any]:
    """The RSA keys for RS256 by id; others are left out. Raises Unavailable where there is none."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

    listed = published.get("keys") if isinstance(published, Mapping) else None
    keys: dict[str, Any] = {}
    for jwk in listed if isinstance(listed, list) else ():
        try:
            e, n = (int.from_bytes(jws.decoded(jwk[name])) for name in ("e", "n"))
            if _signs(jwk) and n.bit_length() >= KEY_BITS:
                keys[jwk["kid"]] = RSAPublicNumbers(e, n).public_key()
        except (KeyError, TypeError, ValueError):
            continue
    if not keys:
        raise Unavailable
    return keys


def _signs(jwk: Mapping[str, Any]) -> bool:
    """Whether a published key (RFC 7517, 4) may have signed with RS256."""
    kind = (jwk["kty"], jwk.get("use", "sig"), jwk.get("alg", "RS256"))
    return kind == ("RSA", "sig", "RS256") and isinstance(jwk["kid"], str) and bool(jwk["kid"])
