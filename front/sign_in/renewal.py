"""New access tokens for a sign-in that lasts longer than one of them."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from front.http_client import NoResponse
from front.sign_in.refused import SignInRefused
from front.sign_in.signed_in import SignedIn

if TYPE_CHECKING:
    from front.sign_in.provider import Provider


def renewed(signed_in: SignedIn, provider: "Callable[[], Provider]", now: datetime) -> SignedIn:
    """The sign-in with a token that is good for a while, and its idle time begun anew.

    Raises SignInRefused where the provider gives no new token, NoResponse.
    """
    if not signed_in.is_stale(now):
        return signed_in.touched(now)
    if not signed_in.refresh:
        raise SignInRefused("expired")
    try:
        tokens = provider().renew(signed_in.refresh, now)
    except NoResponse:
        if signed_in.expires > now.timestamp():
            return signed_in
        raise
    at = int(now.timestamp())
    return signed_in.evolve(
        access=tokens.access_token,
        refresh=tokens.refresh_token or signed_in.refresh,
        expires=at + tokens.expires_in,
        until=min(at + signed_in.IDLE, signed_in.ends),
    )
