"""Who calls: the function always verifies the access token itself, whatever stands before it."""

import json
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from kit.errors import Unauthorised, Unavailable
from kit.settings import Issuer

Kind = Literal["citizen", "staff", "integrator"]
KEYS_FOR, ASK_AGAIN_AFTER = timedelta(hours=1), timedelta(seconds=30)
KEPT_TOKENS = 512


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


def fetch_keys(url: str) -> Mapping[str, Any]:
    """The issuer's key set (RFC 7517) from its address; raises Unavailable."""
    try:
        with urllib.request.urlopen(url, timeout=3) as answer:  # noqa: S310 - the address is configuration, not input
            found: Mapping[str, Any] = json.load(answer)
            return found
    except OSError:
        raise Unavailable from None


class KeySet:
    """One issuer's signing keys, kept for an hour; an unknown key id asks again, at most every 30 seconds."""

    def __init__(self, url: str, fetch: Callable[[str], Mapping[str, Any]]) -> None:
        self._url = url
        self._fetch = fetch
        self._keys: dict[str, Any] = {}
        self._asked: datetime | None = None

    def key(self, kid: str, now: datetime) -> Any:
        """The key of this id; raises TokenInvalid."""
        age = now - self._asked if self._asked else None
        if age is None or age > KEYS_FOR or (kid not in self._keys and age > ASK_AGAIN_AFTER):
            self._load(now)
        if kid not in self._keys:
            raise TokenInvalid
        return self._keys[kid]

    def _load(self, now: datetime) -> None:
        from jwt import PyJWKSet

        found = PyJWKSet.from_dict(dict(self._fetch(self._url)))
        self._keys = {key.key_id: key.key for key in found.keys if key.key_id}
        self._asked = now


class Verifier:
    """Verifies access tokens of the trusted issuers (RS256)."""

    def __init__(self, issuers: Sequence[Issuer], fetch: Callable[[str], Mapping[str, Any]] = fetch_keys) -> None:
        self._issuers = {issuer.issuer: (issuer, KeySet(issuer.jwks, fetch)) for issuer in issuers}
        self._verified: dict[str, tuple[Principal, float]] = {}

    def principal(self, authorization: str, now: datetime) -> Principal:
        """Who an `Authorization: Bearer …` header speaks for; raises Unauthorised, TokenInvalid, TokenExpired."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token.strip():
            raise Unauthorised
        kept = self._verified.get(token)
        if kept:
            if kept[1] <= now.timestamp():
                raise TokenExpired
            return kept[0]
        principal, expires = self._verify(token.strip(), now)
        if len(self._verified) >= KEPT_TOKENS:
            self._verified.clear()
        self._verified[token] = (principal, expires)
        return principal

    def _verify(self, token: str, now: datetime) -> tuple[Principal, float]:
        import jwt

        try:
            head = jwt.get_unverified_header(token)
            claimed = jwt.decode(token, options={"verify_signature": False})
        except jwt.PyJWTError:
            raise TokenInvalid from None
        if not isinstance(claimed.get("iss"), str) or claimed["iss"] not in self._issuers:
            raise TokenInvalid
        issuer, keys = self._issuers[claimed["iss"]]
        try:
            claims = jwt.decode(
                token,
                keys.key(str(head.get("kid", "")), now),
                algorithms=["RS256"],
                issuer=issuer.issuer,
                options={
                    "verify_aud": False,
                    "verify_exp": False,
                    "verify_iat": False,
                    "require": ["exp", "sub"],
                },
            )
        except jwt.PyJWTError:
            raise TokenInvalid from None
        return _principal(claims, issuer), _expiry(claims, now)


def _expiry(claims: Mapping[str, Any], now: datetime) -> float:
    if float(claims["exp"]) <= now.timestamp():
        raise TokenExpired
    return float(claims["exp"])


def _principal(claims: Mapping[str, Any], issuer: Issuer) -> Principal:
    if claims.get("token_use", "access") != "access":
        raise TokenInvalid
    audience = claims.get("aud", claims.get("client_id"))
    if issuer.audience not in (audience if isinstance(audience, list) else [audience]):
        raise TokenInvalid
    return Principal(str(claims["sub"]), issuer.kind, frozenset(str(claims.get("scope", "")).split()))
