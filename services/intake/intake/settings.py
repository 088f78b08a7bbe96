"""The settings of intake's functions, beside those of every service."""

from kit.platform.settings import Settings


class IntakeSettings(Settings):
    """`lookup_secret` names the secret with the versions of the look-up keys' own secret,
    `identity_secret` that of the fingerprints of identity numbers.

    `clamd`: host and port of the scanner of viruses; empty: there is none. `drafts_a_day` and
    `filings_a_day`: the most of one citizen.
    """

    papers_bucket: str
    lookup_secret: str
    identity_secret: str
    clamd: str = ""
    drafts_a_day: int = 40
    filings_a_day: int = 20
