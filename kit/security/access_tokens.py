"""Who calls: the function always verifies the access token itself, whatever stands before it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from hmac import compare_digest
from typing import Any

from kit.core.errors import TokenRequired
from kit.platform.settings import Issuer, one_of_a_kind
from kit.security import jws
from kit.security.issuer_keys import IssuerKeys, fetch_keys
from kit.security.principal import Principal
from kit.security.token_claims import (
    TokenExpired,
    TokenInvalid,
    expiry_of,
    is_access_token,
    is_for,
    principal_of,
)

MOST_TOKENS = 512


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
        expiry_of(claims, now)
        is_own = (issuer.issuer, claims.get("sub")) == (principal.issuer, principal.sub)
        if not is_own or is_access_token(head, claims) or not is_for(issuer, claims):
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
        expiry_of(claims, now)
        answers = isinstance(claims.get("nonce"), str) and compare_digest(
            claims["nonce"].encode(), nonce.encode()
        )
        party = claims.get("azp")
        is_ours = is_for(issuer, claims) and (party is None or party in issuer.clients)
        if not nonce or not answers or not is_ours or is_access_token(head, claims):
            raise TokenInvalid
        return claims

    def _verify(self, token: str, now: datetime) -> tuple[Principal, float]:
        issuer, head, claims = self._signed(token, now)
        if not (issuer.untyped or is_access_token(head, claims)):
            raise TokenInvalid
        return principal_of(claims, issuer), expiry_of(claims, now)

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
