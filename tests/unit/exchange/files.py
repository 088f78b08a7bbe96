"""Files that the National Portal fetches, in memory."""

from datetime import timedelta
from typing import Final

from exchange.domain.lane_files import LaneFile
from exchange.files.composition import FilePorts
from kit.security.versioned_secret import VersionedSecret

ADDRESS: Final = "https://motcua.example.vn/exchange/v1/files/"
SECRET: Final = VersionedSecret("v2", {"v1": b"first" * 8, "v2": b"second" * 8})


class MemoryLinkedFiles:
    """Where files lie by object key; every one but `missing` is there."""

    def __init__(self) -> None:
        self.missing: set[str] = set()

    def link(self, file: LaneFile, filename: str, lifetime: timedelta) -> str | None:
        key = next((each for each in file.keys if each not in self.missing), None)
        seconds = int(lifetime.total_seconds())
        return f"https://s3/{file.place}/{key}?as={filename}&for={seconds}" if key else None


def file_ports(files: MemoryLinkedFiles) -> FilePorts:
    """Links under a secret that was rotated once."""
    return FilePorts(address=ADDRESS, secret=lambda: SECRET, files=files)
