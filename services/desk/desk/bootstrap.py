"""The composition root: everything that the desk's function needs, made from its settings."""

import json
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from desk.errors import own_errors
from desk.presentation import PRESENTATION
from desk.public_api import PublicApi
from desk.routes import PATTERNS
from desk.session import DeskSession
from desk.settings import DeskSettings
from front.api import Routes
from front.application import App
from front.cookie_jar import CookieJar
from front.cookies import CookieCipher
from front.http_client import HttpClient, NetworkClient
from front.visit import Place, Site
from kit.platform import aws_clients
from kit.platform.secrets import secret
from kit.platform.settings import initialised_function, load
from kit.security import visitor_network

if TYPE_CHECKING:
    from front.sign_in.provider import Provider


class Bootstrap:
    """One desk. The settings are read at the first request, not when this is made."""

    def __init__(
        self,
        settings: Callable[[], DeskSettings] = lambda: load(DeskSettings),
        *,
        http_client: HttpClient | None = None,
        read_secret: Callable[[str], str] = secret,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`clock` counts the seconds of a page's calls."""
        self._load_settings = settings
        self._http_client = http_client
        self._read_secret = read_secret
        self._clock = clock

    def prepare(self) -> None:
        """Make at once the client that the first page needs, where the platform initialises the
        function before it. No call is made.
        """
        if initialised_function() is not None:
            aws_clients.client("secretsmanager")

    @cached_property
    def settings(self) -> DeskSettings:
        """The settings of the function."""
        return self._load_settings()

    @cached_property
    def app(self) -> App[PublicApi]:
        """The application over the network."""
        return App(
            routes=Routes(self._http, self.settings.addresses),
            api_of=partial(
                PublicApi,
                training=self.settings.training,
                portal=self.settings.portal_url.partition("://")[2],
            ),
            jar=self._jar,
            presentation=PRESENTATION,
            prove_network=self._prove_network,
            provider=self.provider,
            session_type=DeskSession,
            patterns=PATTERNS,
            own_errors=own_errors,
            clock=self._clock,
        )

    def provider(self) -> "Provider":
        """Where officials sign in."""
        return self._provider

    def site(self, context: Mapping[str, Any], headers: Mapping[str, str], path: str) -> Site:
        """The desk's address: of the settings, else of the request."""
        return Place(self.settings.public_url, self.settings.origins).site(context, headers, path)

    @cached_property
    def _provider(self) -> "Provider":
        from front.sign_in.provider import ClientRegistration, Provider

        settings = self.settings
        registration = ClientRegistration(
            "staff", settings.issuer, settings.client_id, self._client_secret, settings.level
        )
        return Provider(self._http, registration)

    @cached_property
    def _http(self) -> HttpClient:
        return self._http_client or NetworkClient()

    def _jar(self, headers: Mapping[str, str], site: Site, now: datetime) -> CookieJar:
        cipher = CookieCipher(self._read_secret(self.settings.desk_secret), "desk")
        return CookieJar.of(cipher, headers.get("cookie", ""), site, now)

    def _client_secret(self) -> str:
        members: dict[str, str] = json.loads(self._read_secret(self.settings.client_secret))
        return members["client_secret"]

    def _prove_network(self, address: str, at: datetime) -> str:
        """What proves to the services from which network a visitor comes."""
        name = self.settings.visitor_secret
        return visitor_network.prove(self._read_secret(name), address, at) if name else ""
