"""What the functions of status are told."""

from kit.platform.settings import Settings


class StatusSettings(Settings):
    """`archive_bucket` holds the event archive, `keyhash_secret` names the secret of the keyed hashes."""

    archive_bucket: str
    keyhash_secret: str
