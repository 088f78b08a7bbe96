"""What intake's functions are told beside the usual."""

from kit.platform.settings import Settings


class IntakeSettings(Settings):
    """`lookup_secret` names the secret with the look-up keys' versions."""

    papers_bucket: str
    lookup_secret: str
