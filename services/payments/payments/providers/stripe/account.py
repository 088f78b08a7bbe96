"""The account at Stripe: the content of its secret."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.platform.secrets import secret
from payments.settings import settings


class StripeAccount(BaseModel):
    """The API key, and the webhook secrets in force (two in a rotation)."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    api_key: str = Field(repr=False)
    webhook_secrets: tuple[Annotated[str, Field(min_length=8)], ...] = Field(repr=False)

    @property
    def live(self) -> bool:
        """Whether money is real: the key says so."""
        return self.api_key.startswith(("sk_live_", "rk_live_"))


def stripe_account() -> StripeAccount:
    """The account, from Secrets Manager."""
    return StripeAccount.model_validate_json(secret(settings().stripe_secret))
