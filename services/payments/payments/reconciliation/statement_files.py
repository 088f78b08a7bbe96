"""The port to the files of statements, sealed under the bank's key of the month."""

from typing import Protocol


class StatementFiles(Protocol):
    """Files by the id of their upload."""

    def store(self, upload: str, sealed: bytes) -> None:
        """Keep a file and announce it to the reader; the same one again is the same file."""
        ...

    def read(self, upload: str) -> bytes:
        """The sealed file."""
        ...
