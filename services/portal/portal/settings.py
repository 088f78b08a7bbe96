"""The settings of the portal's function."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict


class PortalSettings(BaseModel):
    """`status_api` and `payments_api` are base URLs down to `/v1`.

    `portal_secret` is the name of the cookie's secret, `visitor_secret` that of the proofs of
    visitors' networks. `public_url` is the portal's own URL
    without a slash at its end; empty: the request's. `pay_origins` are the origins of the card
    pages, separated by commas.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    status_api: str
    payments_api: str
    portal_secret: str
    visitor_secret: str = ""
    public_url: str = ""
    pay_origins: str = ""

    @property
    def payment_origins(self) -> Sequence[str]:
        """The origins of the card pages."""
        return [origin.strip() for origin in self.pay_origins.split(",") if origin.strip()]
