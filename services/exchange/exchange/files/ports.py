"""Where the files of dossiers lie: the buckets of intake and of documents."""

from datetime import timedelta
from typing import Protocol

from exchange.domain.lane_files import LaneFile


class LinkedFiles(Protocol):
    """Files that are there already; nothing is written."""

    def link(self, file: LaneFile, filename: str, lifetime: timedelta) -> str | None:
        """A URL that downloads the file for `lifetime`; None where it is not stored."""
        ...
