"""The settings of the portal's function."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, ConfigDict

from kit.core.return_addresses import origins_in


class PortalSettings(BaseModel):
    """`…_api` are base URLs down to `/v1`.

    `portal_secret` is the name of the cookie's secret, `visitor_secret` that of the proofs of
    visitors' networks, `client_secret` that of the sign-in's client, which the `issuer` knows as
    `client_id`. `public_url` is the portal's own URL without a slash at its end; empty: the
    request's; `former_host` is where it lay before. `pay_origins` are the origins of the card
    pages, `upload_origins` those to which files go, both separated by commas. `bank_app_opener` is
    the address that opens a bank's app on a phone; empty: pages have no such links.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    status_api: str
    payments_api: str
    intake_api: str = ""
    documents_api: str = ""
    casework_api: str = ""
    notifications_api: str = ""
    voice_api: str = ""
    partners_api: str = ""
    exchange_api: str = ""
    portal_secret: str
    visitor_secret: str = ""
    client_secret: str = ""
    issuer: str = ""
    client_id: str = "portal"
    public_url: str = ""
    former_host: str = ""
    pay_origins: str = ""
    upload_origins: str = ""
    bank_app_opener: str = ""

    @property
    def addresses(self) -> Mapping[str, str]:
        """The public routes by service."""
        return {
            "status": self.status_api,
            "payments": self.payments_api,
            "intake": self.intake_api,
            "documents": self.documents_api,
            "casework": self.casework_api,
            "notifications": self.notifications_api,
            "voice": self.voice_api,
            "partners": self.partners_api,
            "exchange": self.exchange_api,
        }

    @property
    def origins(self) -> Mapping[str, Sequence[str]]:
        """Where pages may lead to."""
        return {
            "payment": origins_in(self.pay_origins),
            "upload": origins_in(self.upload_origins),
            "bank_apps": (self.bank_app_opener,) if self.bank_app_opener else (),
        }
