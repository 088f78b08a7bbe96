"""The settings of payments' functions."""

from collections.abc import Sequence

from kit.platform.settings import Settings, load
from payments.domain.fee_ending import SECOND_OFFICIAL_ABOVE


class PaymentsSettings(Settings):
    """`…_secret` are names of secrets: of our accounts at the card provider and at the bank, of
    look-up keys' hashes, and of the portal's proofs of networks. An empty `stripe_api_base` is the
    provider itself. Above `second_official_above` đồng two officials waive or void a fee.
    `bank_lag_hours` after its last day a fee that can be paid by transfer is void. Uploaded
    statements lie in `statements_bucket`.
    """

    stripe_secret: str = ""
    bank_secret: str = ""
    keyhash_secret: str = ""
    visitor_secret: str = ""
    stripe_api_base: str = ""
    return_origins: str = ""
    second_official_above: int = SECOND_OFFICIAL_ABOVE
    bank_lag_hours: int = 72
    statements_bucket: str = ""

    @property
    def allowed_returns(self) -> Sequence[str]:
        """The origins to which a payer may be sent back."""
        return [origin.strip() for origin in self.return_origins.split(",") if origin.strip()]


def settings() -> PaymentsSettings:
    """The settings of this function."""
    loaded: PaymentsSettings = load(PaymentsSettings)
    return loaded
