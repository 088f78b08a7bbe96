"""Whose account it is for which a provider gave a code."""

from datetime import UTC, datetime
from typing import Any, NamedTuple

from identity.domain.account_provider import (
    AccountProvider,
    AccountProviders,
    CodeRedemption,
    ProviderRefused,
    ProviderTokens,
    ProviderUnavailable,
)
from identity.domain.national_account import NationalAccount, national_account
from identity.domain.refusals import SignInRefused
from identity.sign_in.provider_checks import id_token_claims, require_own_token
from kit.platform import log


class ShownAccount(NamedTuple):
    """An account, and when its holder showed that it is theirs: None where the provider does not
    state it.
    """

    account: NationalAccount
    at: datetime | None


def account_of(
    redemption: CodeRedemption,
    provider: AccountProvider,
    nonce: str,
    providers: AccountProviders,
    at: datetime,
) -> ShownAccount:
    """Redeem the code and read the account; raises SignInRefused.

    The provider's token is ended once it was used: nothing here needs it again.
    """
    try:
        tokens = providers.redeem(provider, redemption)
        claims = id_token_claims(tokens.id_token, provider, nonce, at)
        require_own_token(providers.introspect(provider, tokens.access_token), provider, at)
        userinfo = providers.userinfo(provider, tokens.access_token)
    except ProviderRefused:
        raise SignInRefused("code") from None
    except ProviderUnavailable:
        raise SignInRefused("unavailable") from None
    _revoke(provider, tokens, providers)
    if claims and claims.get("sub") != userinfo.get("sub"):
        raise SignInRefused("subject")  # OpenID Connect Core 1.0, 5.3.2
    return ShownAccount(national_account(userinfo, provider.subject_claim), _shown_at(claims, at))


def _revoke(provider: AccountProvider, tokens: ProviderTokens, providers: AccountProviders) -> None:
    """The token ends by itself where the provider can't end it now."""
    try:
        providers.revoke(provider, tokens.access_token)
    except (ProviderRefused, ProviderUnavailable):
        log.warning("provider_token_not_revoked", provider=provider.id)


def _shown_at(claims: Any, at: datetime) -> datetime | None:
    """`auth_time` (OpenID Connect Core 1.0, 2), where it is a moment of the past."""
    stated = claims.get("auth_time")
    if isinstance(stated, bool) or not isinstance(stated, int):
        return None
    return datetime.fromtimestamp(stated, UTC) if 0 < stated <= at.timestamp() else None
