"""What a provider's tokens must state before they sign anybody in."""

from collections.abc import Mapping
from datetime import datetime
from hmac import compare_digest
from typing import Any, Final

from identity.domain.account_provider import AccountProvider
from identity.domain.refusals import SignInRefused
from kit.security import jws

SKEW: Final = 30.0
MILLISECONDS: Final = 10**11
"""A number above it counts milliseconds since 1970."""


def require_own_token(
    introspection: Mapping[str, object], provider: AccountProvider, at: datetime
) -> None:
    """The token was given to us and is good; raises SignInRefused.

    A token that was given to another client, and is put into our answer, signs nobody in.
    """
    if introspection.get("client_id") != provider.client_id:
        raise SignInRefused("other_client")
    ends = introspection.get("exp")
    if introspection.get("active") is False or not _is_ahead(ends, at):
        raise SignInRefused("ended_token")


def id_token_claims(
    id_token: str, provider: AccountProvider, nonce: str, at: datetime
) -> Mapping[str, Any]:
    """The claims of the ID token that came with a code, none where none came; raises SignInRefused.

    It came from the provider itself over TLS, which stands for its signature (OpenID Connect Core
    1.0, 3.1.3.7, point 6); issuer, audience, time and nonce are compared. A provider that is known
    to repeat the nonce must.
    """
    if not id_token:
        if provider.nonce:
            raise SignInRefused("nonce")
        return {}
    try:
        _, claims, _, _ = jws.parts(id_token)
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        is_ours = claims["iss"] == provider.issuer and provider.client_id in audience
        is_good = jws.moment(claims, "exp") > at.timestamp() - SKEW
    except (ValueError, KeyError, RecursionError):
        raise SignInRefused("id_token") from None
    party = claims.get("azp", provider.client_id)
    if not (is_ours and is_good and party == provider.client_id):
        raise SignInRefused("id_token")
    _require_nonce(claims, nonce, required=provider.nonce)
    return claims


def _require_nonce(claims: Mapping[str, Any], nonce: str, *, required: bool) -> None:
    stated = claims.get("nonce")
    if stated is None and not required:
        return
    if not isinstance(stated, str) or not compare_digest(stated.encode(), nonce.encode()):
        raise SignInRefused("nonce")


def _is_ahead(ends: object, at: datetime) -> bool:
    """Whether a time (seconds or milliseconds since 1970, as a number or a text) is to come."""
    text = str(ends)
    if isinstance(ends, bool) or not text.isascii() or not text.isdecimal() or len(text) > 15:
        return False
    number = int(text)
    return number / (1000 if number > MILLISECONDS else 1) > at.timestamp()
