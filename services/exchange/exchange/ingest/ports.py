"""What the ingest reaches outside: files of the portal, and our own buckets."""

from typing import Protocol


class NotFetched(Exception):
    """The file can't be had now; its text gives the reason. `is_final`: nor ever."""

    def __init__(self, why: str, *, is_final: bool = False) -> None:
        super().__init__(why)
        self.why = why
        self.is_final = is_final


class PaperSource(Protocol):
    """Where the portal has the files of dossiers."""

    def fetch(self, url: str, most: int) -> bytes:
        """The first `most` bytes of a file; raises NotFetched."""
        ...


class IngestFiles(Protocol):
    """Files on their way: those that came within a push, and intake's quarantine."""

    def store_inline(self, paper: str, sealed: str) -> None:
        """Keep a file that came within a push, sealed, until it is handed over."""
        ...

    def read_inline(self, paper: str) -> str:
        """Raises NotFetched where it is not stored."""
        ...

    def hand_over(self, paper: str, content: bytes) -> None:
        """Put a file where intake checks it as any upload."""
        ...
