"""The settings of payments' functions."""

from collections.abc import Sequence

from pydantic import TypeAdapter

from kit.core.return_addresses import origins_in
from kit.platform.settings import Settings, load
from payments.domain.collecting_body import Bodies, CollectingBody
from payments.domain.fee_ending import SECOND_OFFICIAL_ABOVE
from payments.domain.receipt import province_bodies


class PaymentsSettings(Settings):
    """`…_secret` are names of secrets: of our accounts at the card provider, at the bank and at the
    payment platform, of look-up keys' hashes, and of the portal's proofs of networks. An empty
    `stripe_api_base` is the provider itself. Above `second_official_above` đồng two officials waive
    or void a fee. `bank_lag_hours` after its last day a fee that can be paid by transfer is void.
    Uploaded statements lie in `statements_bucket`. The tax authority answers at
    `tax_authority_url`; empty: nothing is sent to it. `demo_registrations` are collecting bodies of
    a stage that serves nobody. `training`: officials practise here, and cash alone is taken. The
    payment platform of the national portal answers at `platform_url` (empty: payers are not offered
    it); `platform_lists`: it lists its transactions.
    """

    stripe_secret: str = ""
    bank_secret: str = ""
    platform_secret: str = ""
    platform_url: str = ""
    platform_lists: bool = False
    keyhash_secret: str = ""
    visitor_secret: str = ""
    stripe_api_base: str = ""
    return_origins: str = ""
    second_official_above: int = SECOND_OFFICIAL_ABOVE
    bank_lag_hours: int = 72
    statements_bucket: str = ""
    tax_secret: str = ""
    tax_authority_url: str = ""
    demo_registrations: str = ""
    training: bool = False

    @property
    def collecting_bodies(self) -> Bodies:
        """The province's, and on a stage that serves nobody those that it plays with."""
        if not self.demo_registrations:
            return province_bodies()
        demo = TypeAdapter(dict[str, CollectingBody]).validate_json(self.demo_registrations)
        return {**province_bodies(), **demo}

    @property
    def allowed_returns(self) -> Sequence[str]:
        """The origins to which a payer may be sent back."""
        return origins_in(self.return_origins)


def settings() -> PaymentsSettings:
    """The settings of this function."""
    loaded: PaymentsSettings = load(PaymentsSettings)
    return loaded
