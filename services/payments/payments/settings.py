"""What payments' functions are told, and the account at the card provider."""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from kit.platform.secrets import secret
from kit.platform.settings import Settings, load


class PaymentsSettings(Settings):
    """Names of secrets: `stripe_secret` our account at Stripe, `bank_secret` that at the bank,
    `keyhash_secret`.

    An empty `stripe_api_base` is Stripe itself.
    """

    stripe_secret: str = ""
    bank_secret: str = ""
    keyhash_secret: str = ""
    stripe_api_base: str = ""
    return_origins: str = ""

    @property
    def allowed_returns(self) -> Sequence[str]:
        """The origins to which a payer may be sent back."""
        return [origin.strip() for origin in self.return_origins.split(",") if origin.strip()]


class StripeAccount(BaseModel):
    """The secret's content: the API key, and the webhook secrets in force (two in a rotation)."""

    model_config = ConfigDict(frozen=True, extra="ignore", hide_input_in_errors=True)

    api_key: str = Field(repr=False)
    webhook_secrets: tuple[Annotated[str, Field(min_length=8)], ...] = Field(repr=False)

    @property
    def live(self) -> bool:
        """Whether money is real: the key says so."""
        return self.api_key.startswith(("sk_live_", "rk_live_"))


def settings() -> PaymentsSettings:
    """The settings of this function."""
    found: PaymentsSettings = load(PaymentsSettings)
    return found


def stripe_account() -> StripeAccount:
    """The account at Stripe, from Secrets Manager."""
    return StripeAccount.model_validate_json(secret(settings().stripe_secret))
