"""The settings of voice's functions."""

from kit.platform.settings import Settings


class VoiceSettings(Settings):
    """`visitor_secret` is the name of the secret of the portal's proofs of networks."""

    visitor_secret: str = ""
