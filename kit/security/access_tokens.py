"""Who calls: the function always verifies the access token itself, whatever stands before it."""

import json
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from math import inf
from typing import Any, Literal

from kit.core.errors import TokenRequired, Unauthorised, Unavailable
from kit.platform.settings import Issuer, one_of_a_kind
from kit.security import jws

Kind = Literal["citizen", "staff", "integrator"]
KEYS_FOR, ASK_AGAIN_AFTER = timedelta(hours=1), timedelta(seconds=30)
MOST_TOKENS = 512
SKEW = 30.0
KEY_BITS, LONGEST_SUBJECT = 2048, 255
"""The least that RS256 takes (RFC 7518, 3.3), the most that a subject may have (OpenID Connect Core
1.0, 2).
"""


@dataclass(frozen=True, slots=True)
class Principal:
    """The subject of a verified access token; nothing personal."""

    sub: str
    kind: Kind
    scopes: frozenset[str] = frozenset()


class TokenInvalid(Unauthorised):
    """The token is not one of ours, or has been altered."""

    code = "token_invalid"
    vi = "Phiên đăng nhập không hợp lệ. Xin vui lòng đăng nhập lại."
    en = "Your session is not valid. Please sign in again."


class TokenExpired(Unauthorised):
    """The token's time is over."""

    code = "token_expired"
    vi = "Phiên đăng nhập đã hết hạn. Xin vui lòng đăng nhập lại."
    en = "Your session has expired. Please sign in again."


def fetch_keys(
    url: str, open_url: Callable[..., Any] = urllib.request.urlopen
) -> Mapping[str, Any]:
    """The issuer's key set (RFC 7517) from its address; raises Unavailable."""
    try:
        with open_url(url, timeout=3) as document:
            return dict(json.load(document))
    except (OSError, HTTPException, ValueError, TypeError):
        raise Unavailable from None


class KeySet:
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
        """The key of this id; raises TokenInvalid, or Unavailable where no key is known yet."""
        due = self._refresh_after if kid in self._keys else self._ask_again_after
        if due is None or now > due:
            self._load(now)
        if kid not in self._keys:
            raise TokenInvalid
        return self._keys[kid]

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


class Verifier:
    """Verifies access tokens of the trusted issuers (RS256), at most one of each kind; raises
    ValueError for two.
    """

    def __init__(
        self, issuers: Sequence[Issuer], fetch: Callable[[str], Mapping[str, Any]] = fetch_keys
    ) -> None:
        self._issuers = {
            issuer.issuer: (issuer, KeySet(issuer.jwks, fetch)) for issuer in one_of_a_kind(issuers)
        }
        self._verified: dict[str, tuple[Principal, float]] = {}

    def principal(self, authorization: str, now: datetime) -> Principal:
        """Who an `Authorization: Bearer …` header speaks for; raises TokenRequired, TokenInvalid,
        TokenExpired.
        """
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise TokenRequired
        verified = self._verified.get(token)
        if verified:
            if verified[1] <= now.timestamp():
                raise TokenExpired
            return verified[0]
        principal, expires = self._verify(token.strip(), now)
        if len(self._verified) >= MOST_TOKENS:
            self._verified.clear()
        self._verified[token] = (principal, expires)
        return principal

    def _verify(self, token: str, now: datetime) -> tuple[Principal, float]:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
        from cryptography.hazmat.primitives.hashes import SHA256

        try:
            head, claims, signed, signature = jws.parts(token)
        except (ValueError, RecursionError):
            raise TokenInvalid from None
        trusted, kid = self._issuers.get(str(claims.get("iss"))), head.get("kid")
        if (
            trusted is None
            or head.get("alg") != "RS256"
            or "crit" in head
            or not isinstance(kid, str)
        ):
            raise TokenInvalid
        issuer, keys = trusted
        try:
            keys.key(kid, now).verify(signature, signed, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise TokenInvalid from None
        return _principal(claims, issuer), _expiry(claims, now)


def _expiry(claims: Mapping[str, Any], now: datetime) -> float:
    try:
        moments = {"nbf": 0, "iat": 0, **claims}
        begins, _, expires = (jws.moment(moments, name) for name in ("nbf", "iat", "exp"))
    except (KeyError, ValueError, OverflowError):
        raise TokenInvalid from None
    if begins > now.timestamp() + SKEW or expires == inf:
        raise TokenInvalid
    if expires <= now.timestamp():
        raise TokenExpired
    return expires


def _principal(claims: Mapping[str, Any], issuer: Issuer) -> Principal:
    sub = claims.get("sub")
    if (
        not isinstance(sub, str)
        or len(sub) not in range(1, LONGEST_SUBJECT + 1)
        or not sub.isascii()
    ):
        raise TokenInvalid
    identifies = (
        "nonce" in claims or "at_hash" in claims
    )  # an ID token (OpenID Connect Core, 2 and 3.1.3.6)
    if identifies or claims.get("token_use", "access") != "access":
        raise TokenInvalid
    audience = claims.get("aud", claims.get("client_id"))
    if issuer.audience not in (audience if isinstance(audience, list) else [audience]):
        raise TokenInvalid
    return Principal(sub, issuer.kind, frozenset(str(claims.get("scope", "")).split()))
