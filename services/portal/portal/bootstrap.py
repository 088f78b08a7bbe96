"""The composition root: everything that the portal's function needs, made from its settings."""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import unquote, urlsplit

from kit.platform import aws_clients
from kit.platform.secrets import secret
from kit.platform.settings import initialised_function, load
from kit.security import visitor_network
from portal.application import App
from portal.http_client import HttpClient, NetworkClient
from portal.public_api import PublicApi
from portal.session import SessionCipher
from portal.settings import PortalSettings
from portal.visit import Site


class Bootstrap:
    """One portal. The settings are read at the first request, not when this is made."""

    def __init__(
        self,
        settings: Callable[[], PortalSettings] = lambda: load(PortalSettings),
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
    def settings(self) -> PortalSettings:
        """The settings of the function."""
        return self._load_settings()

    @cached_property
    def app(self) -> App:
        """The application over the network."""
        settings = self.settings
        client = self._http_client or NetworkClient()
        api = PublicApi(client, settings.status_api, settings.payments_api)
        return App(api, self._session_cipher, self._prove_network, self._clock)

    def _session_cipher(self) -> SessionCipher:
        return SessionCipher(self._read_secret(self.settings.portal_secret))

    def _prove_network(self, address: str, at: datetime) -> str:
        """What tells status and payments from where a visitor comes."""
        name = self.settings.visitor_secret
        return visitor_network.prove(self._read_secret(name), address, at) if name else ""

    def site(self, context: Mapping[str, Any], headers: Mapping[str, str], path: str) -> Site:
        """The portal's address: of the settings, else of the request.

        The gateway accepts requests for its own names only, so the Host header is safe to use.
        """
        origins = self.settings.payment_origins
        if self.settings.public_url:
            parts = urlsplit(self.settings.public_url)
            return Site(f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/"), origins)
        scheme = headers.get("x-forwarded-proto", "http")
        prefix = unquote(str(context.get("path", path))).removesuffix(path)
        return Site(f"{scheme}://{headers.get('host', '')}", prefix.rstrip("/"), origins)
