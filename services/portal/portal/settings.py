"""What the portal's function is told."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict


class PortalSettings(BaseModel):
    """`status_api` and `payments_api` are addresses down to `/v1`; `portal_secret` names the cookie's secret.

    `public_url` is the portal's own address, without a slash at its end; empty: as the request came.
    `pay_origins` are the sites, separated by commas, to which a payer may be sent.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    status_api: str
    payments_api: str
    portal_secret: str
    public_url: str = ""
    pay_origins: str = ""

    @property
    def payers_go_to(self) -> Sequence[str]:
        """The origins of the pages on which cards are entered."""
        return [origin.strip() for origin in self.pay_origins.split(",") if origin.strip()]
