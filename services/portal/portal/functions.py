"""What the portal's function works with, made from its settings when first used."""

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import unquote, urlsplit

from kit.platform.secrets import secret
from kit.platform.settings import load
from portal.api import PublicApi
from portal.edge import Desk
from portal.session import Seals
from portal.settings import PortalSettings
from portal.visit import Site
from portal.wire import HttpWire, Patient


@cache
def desk() -> Desk:
    """The desk over the network."""
    told = load(PortalSettings)
    api = PublicApi(Patient(HttpWire()), told.status_api, told.payments_api)
    return Desk(api, lambda: Seals(secret(told.portal_secret)))


def site(context: Mapping[str, Any], headers: Mapping[str, str], path: str) -> Site:
    """Where we are: as the settings say, else as the request came (the gateway answers to its own names only)."""
    told = load(PortalSettings)
    if told.public_url:
        parts = urlsplit(told.public_url)
        return Site(f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/"), told.payers_go_to)
    scheme = headers.get("x-forwarded-proto", "http")
    prefix = unquote(str(context.get("path", path))).removesuffix(path)
    return Site(f"{scheme}://{headers.get('host', '')}", prefix.rstrip("/"), told.payers_go_to)
