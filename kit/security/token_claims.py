"""What the claims of a signed token say: for whom it is, until when, and who calls by it."""

from collections.abc import Mapping
from datetime import datetime
from math import inf
from typing import Any

from kit.core.errors import Unauthorised
from kit.platform.settings import Issuer
from kit.security import jws
from kit.security.principal import Principal

SKEW = 30.0
LONGEST_SUBJECT = 255
"""OpenID Connect Core 1.0, 2."""


class TokenInvalid(Unauthorised):
    """The token is not one of ours, or has been altered."""

    code = "token_invalid"
    vi = "Phiên đăng nhập không hợp lệ. Vui lòng đăng nhập lại."
    en = "Your session is not valid. Please sign in again."


class TokenExpired(Unauthorised):
    """The token's time is over."""

    code = "token_expired"
    vi = "Phiên đăng nhập đã hết hạn. Vui lòng đăng nhập lại."
    en = "Your session has expired. Please sign in again."


def expiry_of(claims: Mapping[str, Any], now: datetime) -> float:
    try:
        moments = {"nbf": 0, "iat": 0, **claims}
        *begin, expires = (jws.moment(moments, name) for name in ("nbf", "iat", "exp"))
    except (KeyError, ValueError, OverflowError):
        raise TokenInvalid from None
    if max(begin) > now.timestamp() + SKEW or expires == inf:
        raise TokenInvalid
    if expires <= now.timestamp():
        raise TokenExpired
    return expires


def is_for(issuer: Issuer, claims: Mapping[str, Any]) -> bool:
    audience = claims.get("aud", claims.get("client_id"))
    named = audience if isinstance(audience, list) else [audience]
    return any(isinstance(each, str) and each in issuer.clients for each in named)


def _has_factor(issuer: Issuer, claims: Mapping[str, Any]) -> bool:
    """Whether the person signed in as strongly as their issuer's tokens must say (RFC 8176)."""
    methods = claims.get("amr")
    shown = [*(methods if isinstance(methods, list) else [methods]), claims.get("acr")]
    return not issuer.factors or bool(set(issuer.factors) & set(filter(_is_text, shown)))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def is_access_token(head: Mapping[str, Any], claims: Mapping[str, Any]) -> bool:
    """By the header (RFC 9068, 2.1), or by a claim as Cognito writes it."""
    kind = str(head.get("typ", "")).lower().removeprefix("application/")
    return kind == "at+jwt" or claims.get("token_use") == "access"


def principal_of(claims: jws.Claims, issuer: Issuer) -> Principal:
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
    if not is_for(issuer, claims) or not _has_factor(issuer, claims):
        raise TokenInvalid
    scopes = frozenset(str(claims.get("scope", "")).split())
    level = claims.get("acr")
    return Principal(
        sub,
        issuer.kind,
        scopes,
        issuer.issuer,
        _auth_time(claims),
        level if isinstance(level, str) else "",
    )


def _auth_time(claims: jws.Claims) -> float:
    """When they signed in; a moment that can't be read is none."""
    try:
        return jws.moment(claims, "auth_time")
    except (KeyError, ValueError, OverflowError):
        return 0.0
