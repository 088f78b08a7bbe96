"""A national provider of accounts: how a stage has it in its configuration, and its port."""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from pydantic import Field, field_validator

from identity.domain.assurance import LEVELS
from kit.core.model import Model


class AccountProvider(Model):
    """One provider (VNeID, Cổng Dịch vụ công quốc gia) by the names that it and we agreed on.

    `issuer` is what its answers and ID tokens call it. `subject_claim` names the claim of userinfo
    that stays the same for good. `levels` has, by its word (loAs), our level. `pkce`: it takes a
    proof key (RFC 7636). `nonce`: its ID tokens repeat ours, so that one without it is refused.
    `revocation_endpoint` and `end_session_endpoint` are "" where it has none.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9]{1,19}$")
    issuer: str
    client_id: str
    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    introspection_endpoint: str
    revocation_endpoint: str = ""
    end_session_endpoint: str = ""
    scope: str = "openid"
    subject_claim: str = "TechID"
    levels: dict[str, str]
    pkce: bool = False
    nonce: bool = False

    @field_validator("levels")
    @classmethod
    def _names_our_levels(cls, levels: dict[str, str]) -> dict[str, str]:
        if not set(levels.values()) <= set(LEVELS):
            raise ValueError(f"levels are among {', '.join(LEVELS)}")
        return levels


class CodeRedemption(NamedTuple):
    """A code with what the provider wants beside it; `verifier` is "" without a proof key."""

    code: str
    redirect_uri: str
    verifier: str


class ProviderTokens(NamedTuple):
    """What a code is good for; `id_token` is "" where none came."""

    access_token: str
    id_token: str = ""

    def __repr__(self) -> str:
        return "ProviderTokens()"


class ProviderRefused(Exception):
    """The provider took the request and refused it."""


class ProviderUnavailable(Exception):
    """No answer, or none that can be read."""


class AccountProviders(Protocol):
    """The national providers; every method raises ProviderRefused, ProviderUnavailable."""

    def redeem(self, provider: AccountProvider, redemption: CodeRedemption) -> ProviderTokens:
        """The tokens for a code."""
        ...

    def introspect(self, provider: AccountProvider, token: str) -> Mapping[str, object]:
        """For whom an access token is (RFC 7662): client_id, exp."""
        ...

    def userinfo(self, provider: AccountProvider, token: str) -> Mapping[str, object]:
        """Whose account it is."""
        ...

    def revoke(self, provider: AccountProvider, token: str) -> None:
        """End an access token (RFC 7009)."""
        ...
