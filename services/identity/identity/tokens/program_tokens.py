"""A partner's program gets a token for itself (RFC 6749, 4.4)."""

from datetime import datetime

from identity.domain.token_client import TokenClient
from identity.domain.token_errors import InvalidScope, UnauthorizedClient
from identity.tokens.token_maker import TokenMaker, TokensView


def program_tokens(client: TokenClient, scope: str, tokens: TokenMaker, at: datetime) -> TokensView:
    """For the scopes that it requests, all of its own where it names none.

    Raises UnauthorizedClient, InvalidScope.
    """
    if not client.scopes:
        raise UnauthorizedClient
    requested = tuple(dict.fromkeys(scope.split())) or client.scopes
    if not set(requested) <= set(client.scopes):
        raise InvalidScope
    return TokensView(
        access_token=tokens.program_token(client.id, requested, at), scope=" ".join(requested)
    )
