"""The settings of status' functions."""

from kit.platform.settings import Settings


class StatusSettings(Settings):
    """`keyhash_secret` is the name of the secret of the look-up keys' hashes."""

    archive_bucket: str
    keyhash_secret: str
