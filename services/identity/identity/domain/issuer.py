"""The issuer of our tokens: its address, its clients and providers, and what it publishes."""

from typing import Final, NamedTuple

from identity.domain.account_provider import AccountProvider
from identity.domain.token_client import TokenClient
from kit.core.errors import NotFound
from kit.core.model import Model

SCOPES: Final = ("openid",)


class NoIssuer(NotFound):
    """The stage has no issuer at an address of its own, or no such provider: nobody signs in
    there.
    """


class Issuer(NamedTuple):
    """As the stage's configuration has it; `url` is the address of the routes, down to `/v1`, ""
    where nobody signs in.
    """

    url: str
    clients: tuple[TokenClient, ...] = ()
    providers: tuple[AccountProvider, ...] = ()

    @property
    def integrators(self) -> str:
        """The issuer of tokens that partners' programs get for themselves: a subject is unique
        within its issuer only, and theirs are no people.
        """
        return f"{self.url}/integrators"

    @property
    def home(self) -> str:
        """Where somebody goes whose client is not known: the first client's address of return, ""
        where there is none.
        """
        return next((uri for client in self.clients for uri in client.redirect_uris), "")

    def callback(self, provider: AccountProvider) -> str:
        """Where a provider sends its answers: each to an address of its own, so that none answers
        in the place of another (RFC 9700, 4.4.2.2).
        """
        return f"{self.url}/callback/{provider.id}"

    def provider(self, id: str) -> AccountProvider:
        """The provider of this id, the first one for ""; raises NoIssuer."""
        matching = (each for each in self.providers if id in ("", each.id))
        provider = next(matching, None) if self.url else None
        if provider is None:
            raise NoIssuer(field="idp")
        return provider


class IssuerView(Model):
    """What any client of OpenID Connect reads first; addresses are absolute."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    end_session_endpoint: str
    jwks_uri: str
    response_types_supported: tuple[str, ...] = ("code",)
    response_modes_supported: tuple[str, ...] = ("query",)
    grant_types_supported: tuple[str, ...] = (
        "authorization_code",
        "refresh_token",
        "client_credentials",
    )
    acr_values_supported: tuple[str, ...]
    subject_types_supported: tuple[str, ...] = ("pairwise",)
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    code_challenge_methods_supported: tuple[str, ...] = ("S256",)
    scopes_supported: tuple[str, ...] = SCOPES
    ui_locales_supported: tuple[str, ...] = ("vi", "en")
    authorization_response_iss_parameter_supported: bool = True


def metadata(issuer: Issuer) -> IssuerView:
    """OpenID Connect Discovery 1.0, 3; raises NoIssuer where there is none."""
    url = issuer.url
    if not url:
        raise NoIssuer
    levels = {level for provider in issuer.providers for level in provider.levels.values()}
    return IssuerView(
        issuer=url,
        authorization_endpoint=f"{url}/start",
        token_endpoint=f"{url}/token",
        revocation_endpoint=f"{url}/revoke",
        end_session_endpoint=f"{url}/end",
        jwks_uri=f"{url}/jwks.json",
        acr_values_supported=tuple(sorted(levels)),
    )
