"""A national provider in which everybody has the same account, for worlds that only pass by."""

from collections.abc import Mapping

from identity.domain.account_provider import AccountProvider, CodeRedemption, ProviderTokens
from local.doubles.national_account.accounts import account


class OneAccount:
    """`AccountProviders`: any code is good."""

    def redeem(self, provider: AccountProvider, redemption: CodeRedemption) -> ProviderTokens:
        return ProviderTokens("opaque")

    def introspect(self, provider: AccountProvider, token: str) -> Mapping[str, object]:
        return {"client_id": provider.client_id, "exp": 9_999_999_999}

    def userinfo(self, provider: AccountProvider, token: str) -> Mapping[str, object]:
        held = account("dvcqg", "cong-dan-000")
        assert held is not None
        return held.userinfo

    def revoke(self, provider: AccountProvider, token: str) -> None:
        """Nothing ends."""
