"""The National Portal that the settings name, with the account of its secret."""

from exchange.adapters.dialects import PortalAccount, PortalAddresses, portal_at
from exchange.domain.ports import NationalPortal
from exchange.settings import ExchangeSettings
from kit.platform.secrets import secret


def portal_from_settings(settings: ExchangeSettings) -> NationalPortal:
    """Made with the first push; the account is that of the secret then."""
    account = PortalAccount.model_validate_json(secret(settings.portal_secret))
    addresses = PortalAddresses(
        address=settings.portal_url,
        dialect=settings.portal_dialect,
        lists=settings.portal_lists,
    )
    return portal_at(addresses, account)
