"""A client renews the tokens of a sign-in that lasts longer than one of them (RFC 6749, 6)."""

from datetime import datetime

from identity.domain.token_errors import InvalidGrant
from identity.domain.token_family import parts_of, refresh_token
from identity.repository import IdentityRepository
from identity.tokens.token_maker import TokenMaker, TokensView
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import log


class RenewTokens(Model):
    """A refresh token of a client that showed its secret, and the secret of the next one."""

    client: str
    token: str
    new_secret: str


@retry_on_conflict
def renew_tokens(
    command: RenewTokens, tokens: TokenMaker, repository: IdentityRepository, at: datetime
) -> TokensView:
    """New tokens; raises InvalidGrant. One that was replaced and comes back ends the sign-in."""
    family_id, secret = parts_of(command.token)
    family = repository.family(family_id) if family_id else None
    if family is None or family.sign_in.client != command.client:
        raise InvalidGrant
    if not family.is_good(secret, at):
        repository.end_family(family_id)
        if at < family.until:
            log.metric("RefreshTokenRepeated")
        raise InvalidGrant

    renewed = family.rotated(secret, command.new_secret, at)

    repository.save_family(renewed)
    return TokensView(
        access_token=tokens.access_token(family.sign_in, at),
        scope="openid",
        refresh_token=refresh_token(family_id, command.new_secret),
    )
