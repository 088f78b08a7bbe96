"""The settings of payments' functions."""

from collections.abc import Sequence

from kit.platform.settings import Settings, load


class PaymentsSettings(Settings):
    """`…_secret` are names of secrets: of our accounts at the card provider and at the bank, and of
    look-up keys' hashes. An empty `stripe_api_base` is the provider itself.
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


def settings() -> PaymentsSettings:
    """The settings of this function."""
    loaded: PaymentsSettings = load(PaymentsSettings)
    return loaded
