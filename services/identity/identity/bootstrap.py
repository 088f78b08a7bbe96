"""The composition root of identity."""

import json
from collections.abc import Callable
from functools import cached_property
from secrets import token_urlsafe

from contracts.routes import IDENTITY, PUBLISHERS, ROUTES
from identity.api.handlers import DiscoveryHandlers
from identity.api.routes import create_router
from identity.api.sign_in_handlers import SignInHandlers
from identity.api.token_handlers import TokenHandlers
from identity.domain.account_provider import AccountProviders
from identity.domain.issuer import Issuer
from identity.domain.signing_key import TokenSigner
from identity.repository import IdentityRepository
from identity.settings import IdentitySettings
from identity.sign_in.finish import Surroundings
from identity.tokens.token_maker import TokenMaker
from kit.bootstrap import ServiceBootstrap
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform.secrets import secret
from kit.platform.settings import load
from kit.resources import Resources


class Identity(ServiceBootstrap):
    """The service; what is not given is AWS's, and the providers are reached over HTTP.

    `read_secret` reads a secret by name, `new_secret` makes 256 bits of chance.
    """

    def __init__(
        self,
        resources: Resources,
        *,
        settings: IdentitySettings | None = None,
        signer: TokenSigner | None = None,
        providers: AccountProviders | None = None,
        read_secret: Callable[[str], str] = secret,
        new_secret: Callable[[], str] = token_urlsafe,
    ) -> None:
        super().__init__(IDENTITY, ROUTES, PUBLISHERS, resources)
        self._settings = settings
        self._signer = signer
        self._providers = providers
        self._read_secret = read_secret
        self._new_secret = new_secret

    @cached_property
    def settings(self) -> IdentitySettings:
        """The settings of the functions."""
        settings: IdentitySettings = self._settings or load(IdentitySettings)
        return settings

    @cached_property
    def issuer(self) -> Issuer:
        """The issuer of this stage."""
        settings = self.settings
        return Issuer(settings.identity_url, settings.token_clients, settings.account_providers)

    @cached_property
    def router(self) -> Router[DiscoveryHandlers]:
        """The HTTP side."""
        return create_router(
            lambda: self.discovery_handlers,
            lambda: self.sign_in_handlers,
            lambda: self.token_handlers,
            lambda: self.dispatcher,
        )

    @cached_property
    def discovery_handlers(self) -> DiscoveryHandlers:
        """What the issuer publishes of itself."""
        return DiscoveryHandlers(self.issuer, self.signer)

    @cached_property
    def sign_in_handlers(self) -> SignInHandlers:
        """To a provider, and back from it."""
        around = Surroundings(self.issuer, self.providers, self._read_pepper, self.repository)
        return SignInHandlers(around, self._new_secret)

    @cached_property
    def token_handlers(self) -> TokenHandlers:
        """The token route."""
        return TokenHandlers(
            TokenMaker(self.issuer, self.signer), self.repository, self._new_secret
        )

    @cached_property
    def repository(self) -> IdentityRepository:
        """The service's table."""
        return IdentityRepository(self.resources.table)

    @cached_property
    def signer(self) -> TokenSigner:
        """Signs tokens."""
        from identity.adapters.kms_token_signer import KmsTokenSigner

        settings = self.settings
        return self._signer or KmsTokenSigner(settings.token_key, settings.former_token_key)

    @cached_property
    def providers(self) -> AccountProviders:
        """The national providers."""
        from identity.adapters.http_account_providers import HttpAccountProviders

        return self._providers or HttpAccountProviders(self._read_account_secret)

    @property
    def event_handlers(self) -> EventHandlers:
        from identity.events import HANDLERS

        return HANDLERS

    def _read_pepper(self) -> str:
        return self._read_secret(self.settings.subjects_secret)

    def _read_account_secret(self, provider: str) -> str:
        secrets: dict[str, str] = json.loads(self._read_secret(self.settings.account_secret))
        return secrets[provider]
