"""The settings of status' functions."""

from kit.platform.settings import Settings


class StatusSettings(Settings):
    """Names of secrets: `keyhash_secret` of the look-up keys' hashes, `visitor_secret` of the
    portal's proofs of networks, `roots_secret` of the key that signs roots.
    """

    archive_bucket: str
    figures_bucket: str
    roots_secret: str = ""
    keyhash_secret: str
    visitor_secret: str = ""
