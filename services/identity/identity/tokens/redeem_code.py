"""A client redeems the code of a sign-in (RFC 6749, 4.1.3; RFC 7636, 4.5)."""

from datetime import datetime
from hashlib import sha256
from hmac import compare_digest

from identity.domain.facts_seal import open_facts
from identity.domain.sign_in import AuthorizationCode
from identity.domain.signing_key import base64url
from identity.domain.token_errors import InvalidGrant
from identity.domain.token_family import new_family, refresh_token
from identity.repository import IdentityRepository
from identity.tokens.token_maker import TokenMaker, TokensView
from kit.core.model import Model
from kit.persistence.repository import Conflict
from kit.platform import log


class RedeemCode(Model):
    """The form of a client that showed its secret; `new_secret` is that of its first refresh
    token.
    """

    client: str
    code: str
    redirect_uri: str
    verifier: str
    new_secret: str


def redeem_code(
    command: RedeemCode, tokens: TokenMaker, repository: IdentityRepository, at: datetime
) -> TokensView:
    """The tokens of the sign-in; raises InvalidGrant. A code that comes twice ends what it gave."""
    meaning = repository.code(command.code)
    if meaning is None or meaning.sign_in.client != command.client:
        raise InvalidGrant
    if meaning.redeemed:
        _end(meaning, repository)
    if not _is_proved(meaning, command) or at >= meaning.until:
        raise InvalidGrant

    sign_in = meaning.sign_in
    family = new_family(meaning.family, sign_in, command.new_secret, at)
    facts = open_facts(meaning.facts, command.code)

    try:
        repository.redeem_code(command.code, meaning.evolve(redeemed=True, facts=""), family)
    except Conflict:
        _end(meaning, repository)
    return TokensView(
        access_token=tokens.access_token(sign_in, at),
        scope="openid",
        refresh_token=refresh_token(family.id, command.new_secret),
        id_token=tokens.id_token(sign_in, facts, meaning.nonce, at),
    )


def _end(meaning: AuthorizationCode, repository: IdentityRepository) -> None:
    """Raises InvalidGrant (RFC 6749, 4.1.2)."""
    repository.end_family(meaning.family)
    log.metric("CodeRepeated")
    raise InvalidGrant


def _is_proved(meaning: AuthorizationCode, command: RedeemCode) -> bool:
    """Whether the client is the one that began the sign-in, and comes from the same address."""
    challenge = base64url(sha256(command.verifier.encode()).digest())
    same_browser = compare_digest(challenge, meaning.challenge)
    return same_browser and command.redirect_uri == meaning.redirect_uri
