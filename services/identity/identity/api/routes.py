"""The routes of identity."""

from collections.abc import Callable
from typing import Any, Final

from identity.api.handlers import DiscoveryHandlers
from identity.api.schemas import TokenKeysView, TokensEnded
from identity.api.sign_in_handlers import SignInHandlers
from identity.api.token_handlers import TokenHandlers
from identity.domain.issuer import IssuerView, NoIssuer
from identity.domain.sign_in_request import UnknownClient
from identity.domain.token_errors import (
    InvalidClient,
    InvalidGrant,
    InvalidScope,
    InvalidTokenRequest,
    UnauthorizedClient,
    UnsupportedGrantType,
)
from identity.tokens.token_maker import TokensView
from kit.http.access import PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

FORM: Final = "application/x-www-form-urlencoded"
LARGEST_FORM: Final = 16 * 1024


def create_router(
    discovery: Callable[[], DiscoveryHandlers],
    sign_ins: Callable[[], SignInHandlers],
    tokens: Callable[[], TokenHandlers],
    dispatcher: Callable[[], Dispatcher],
) -> Router[DiscoveryHandlers]:
    """All are made with the first request for them."""
    router = Router(discovery, dispatcher)
    router.get(
        "/v1/.well-known/openid-configuration",
        DiscoveryHandlers.get_metadata,
        id="metadata_get",
        tag="discovery",
        access=PUBLIC,
        answers=IssuerView,
        etag=True,
        problems=(NoIssuer,),
    )
    router.get(
        "/v1/jwks.json",
        DiscoveryHandlers.list_keys,
        id="token_keys_list",
        tag="discovery",
        access=PUBLIC,
        answers=TokenKeysView,
        etag=True,
    )
    router.include(_sign_in_router(sign_ins, dispatcher))
    router.include(_token_router(tokens, dispatcher))
    return router


def _sign_in_router(
    handlers: Callable[[], SignInHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[Any]:
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/start",
        SignInHandlers.start_sign_in,
        id="sign_ins_start",
        tag="sign-in",
        access=PUBLIC,
        answers=None,
        redirects=303,
        problems=(UnknownClient, NoIssuer),
    )
    router.get(
        "/v1/callback/{provider}",
        SignInHandlers.finish_sign_in,
        id="sign_ins_finish",
        tag="sign-in",
        access=PUBLIC,
        answers=None,
        redirects=303,
        problems=(NoIssuer,),
    )
    router.get(
        "/v1/end",
        SignInHandlers.end_session,
        id="sessions_end",
        tag="sign-in",
        access=PUBLIC,
        answers=None,
        redirects=303,
        problems=(UnknownClient,),
    )
    return router


def _token_router(
    handlers: Callable[[], TokenHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[Any]:
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/token",
        TokenHandlers.create_tokens,
        id="tokens_create",
        tag="tokens",
        access=PUBLIC,
        answers=TokensView,
        creates=False,
        raw=FORM,
        largest_body=LARGEST_FORM,
        problems=(
            InvalidClient,
            InvalidGrant,
            InvalidScope,
            InvalidTokenRequest,
            UnauthorizedClient,
            UnsupportedGrantType,
        ),
    )
    router.post(
        "/v1/revoke",
        TokenHandlers.revoke_tokens,
        id="tokens_revoke",
        tag="tokens",
        access=PUBLIC,
        answers=TokensEnded,
        creates=False,
        raw=FORM,
        largest_body=LARGEST_FORM,
        problems=(InvalidClient, InvalidTokenRequest),
    )
    return router
