"""Who calls: the function always verifies the access token itself, whatever stands before it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hmac import compare_digest
from math import inf
from typing import Any, Literal, NamedTuple

from kit.core.errors import TokenRequired, Unauthorised
from kit.platform.settings import Issuer, one_of_a_kind
from kit.security import jws
from kit.security.issuer_keys import IssuerKeys, fetch_keys

Kind = Literal["citizen", "staff", "integrator"]
MOST_TOKENS = 512
SKEW = 30.0
LONGEST_SUBJECT = 255
"""OpenID Connect Core 1.0, 2."""


class Principal(NamedTuple):
    """The subject of a verified access token, and its issuer; nothing personal.

    `auth_time`: when they showed who they are, in seconds since 1970 (OpenID Connect Core, 2); 0
    where the token does not state it. `level`: of the account (`acr`), "" where it is not stated.
    """

    sub: str
    kind: Kind
    scopes: frozenset[str] = frozenset()
    issuer: str = ""
    auth_time: float = 0.0
    level: str = ""


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


class Verifier:
    """Verifies access tokens of the trusted issuers (RS256), at most one of each kind; raises
    ValueError for two.
    """

    def __init__(
        self, issuers: Sequence[Issuer], fetch: Callable[[str], Mapping[str, Any]] = fetch_keys
    ) -> None:
        self._issuers = {
            issuer.issuer: (issuer, IssuerKeys(issuer.jwks, fetch))
            for issuer in one_of_a_kind(issuers)
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

    def verified_claims(
        self, id_token: str, principal: Principal, now: datetime
    ) -> Mapping[str, str]:
        """What the principal's issuer verified about them, by our names; from an ID token.

        Nothing where its level of assurance is not one of the issuer's `levels`. Raises
        TokenInvalid (also for somebody else's token), TokenExpired.
        """
        issuer, head, claims = self._signed(id_token.strip(), now)
        _expiry(claims, now)
        is_own = (issuer.issuer, claims.get("sub")) == (principal.issuer, principal.sub)
        if not is_own or _is_access_token(head, claims) or not _is_for(issuer, claims):
            raise TokenInvalid
        if str(claims.get("acr")) not in issuer.levels:
            return {}
        named = {name: claims.get(claim) for name, claim in issuer.claims.items()}
        return {name: value for name, value in named.items() if isinstance(value, str) and value}

    def sign_in_claims(self, id_token: str, nonce: str, now: datetime) -> Mapping[str, Any]:
        """The claims of an ID token that responds to a sign-in with this nonce (OpenID Connect
        Core, 3.1.3.7); raises TokenInvalid, TokenExpired.
        """
        issuer, head, claims = self._signed(id_token.strip(), now)
        _expiry(claims, now)
        answers = isinstance(claims.get("nonce"), str) and compare_digest(
            claims["nonce"].encode(), nonce.encode()
        )
        party = claims.get("azp")
        is_ours = _is_for(issuer, claims) and (party is None or party in issuer.clients)
        if not nonce or not answers or not is_ours or _is_access_token(head, claims):
            raise TokenInvalid
        return claims

    def _verify(self, token: str, now: datetime) -> tuple[Principal, float]:
        issuer, head, claims = self._signed(token, now)
        if not (issuer.untyped or _is_access_token(head, claims)):
            raise TokenInvalid
        return _principal(claims, issuer), _expiry(claims, now)

    def _signed(self, token: str, now: datetime) -> tuple[Issuer, jws.Claims, jws.Claims]:
        """(issuer, header, claims) of a token that one of the issuers signed."""
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
        key = keys.key(kid, now)
        if key is None:
            raise TokenInvalid
        try:
            key.verify(signature, signed, PKCS1v15(), SHA256())
        except InvalidSignature:
            raise TokenInvalid from None
        return issuer, head, claims


def _expiry(claims: Mapping[str, Any], now: datetime) -> float:
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


def _is_for(issuer: Issuer, claims: Mapping[str, Any]) -> bool:
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


def _is_access_token(head: Mapping[str, Any], claims: Mapping[str, Any]) -> bool:
    """By the header (RFC 9068, 2.1), or by a claim as Cognito writes it."""
    kind = str(head.get("typ", "")).lower().removeprefix("application/")
    return kind == "at+jwt" or claims.get("token_use") == "access"


def _principal(claims: jws.Claims, issuer: Issuer) -> Principal:
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
    if not _is_for(issuer, claims) or not _has_factor(issuer, claims):
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
