"""The settings of intake's functions, beside those of every service."""

from kit.core.return_addresses import origins_in
from kit.platform.settings import Settings


class IntakeSettings(Settings):
    """`lookup_secret` names the secret with the versions of the look-up keys' own secret,
    `identity_secret` that of the fingerprints of identity numbers.

    `return_origins`: where S3 may send a browser after an upload, separated by commas. `clamd`:
    host and port of the scanner of viruses; empty: there is none. `drafts_a_day` and
    `filings_a_day`: the most of one citizen. `demo`: invented amounts are quoted,
    and marked so. `citizen_signing_url` is the address of the service where citizens' keys lie,
    `citizen_signing_secret` the name of the secret shared with it; empty: there is none.
    """

    papers_bucket: str
    documents_bucket: str = ""
    lookup_secret: str
    identity_secret: str
    clamd: str = ""
    return_origins: str = ""
    drafts_a_day: int = 40
    filings_a_day: int = 20
    demo: bool = False
    citizen_signing_url: str = ""
    citizen_signing_secret: str = ""

    @property
    def allowed_returns(self) -> tuple[str, ...]:
        """The origins to which a browser may be sent back."""
        return origins_in(self.return_origins)
