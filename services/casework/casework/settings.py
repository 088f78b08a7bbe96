"""The settings of casework's functions, beside those of every service."""

from kit.platform.settings import Settings


class CaseworkSettings(Settings):
    """`search_secret` names the secret of the keyed hashes by which the search finds cases."""

    search_secret: str
