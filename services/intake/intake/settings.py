"""The settings of intake's functions, beside those of every service."""

from kit.platform.settings import Settings


class IntakeSettings(Settings):
    """`lookup_secret` names the secret with the versions of the look-up keys' own secret."""

    papers_bucket: str
    lookup_secret: str
