"""The ports of documents: where sealed files are stored, and what signs them."""

from datetime import datetime, timedelta
from typing import Protocol


class PaperMissing(Exception):
    """The copy of a paper is not in the store, or no longer: a retry does not find it either."""


class FileStore(Protocol):
    """Stores sealed files, each under its digest."""

    def put(self, key: str, content: bytes, locked_until: datetime | None) -> bytes:
        """Store a file unless there is one under this key; the one that is stored. Until then
        nobody deletes it.
        """
        ...

    def read(self, key: str) -> bytes:
        """A stored file."""
        ...

    def read_paper(self, draft: str, digest: str) -> bytes:
        """The copy of a paper that intake checked, by the draft and its SHA-256; raises
        PaperMissing.
        """
        ...

    def read_letter(self, digest: str) -> bytes:
        """A file that the service letters took, by its SHA-256; raises PaperMissing."""
        ...

    def erase(self, prefix: str) -> int:
        """Delete every version of every file whose key begins so; how many there were. Safe to
        call again; raises where one can't be deleted, which a lock forbids until it ends.
        """
        ...

    def link(self, key: str, filename: str, lifetime: timedelta) -> str:
        """A URL that downloads the file as an attachment named `filename`, for `lifetime`."""
        ...


class TimeStampUnavailable(Exception):
    """The authority gave no stamp, or none that fits: the next sweep tries again."""


class TimeStampAuthority(Protocol):
    """Says when something was there (RFC 3161)."""

    def respond(self, request: bytes) -> bytes:
        """The response (DER) to a request (DER); raises TimeStampUnavailable."""
        ...


class Signer(Protocol):
    """Signs digests with a private key that never leaves its place."""

    @property
    def key(self) -> str:
        """The id of the signing key."""
        ...

    def sign(self, digest: bytes) -> str:
        """A detached ECDSA P-256 signature (DER, base64) over a SHA-256 digest."""
        ...

    def public_key(self) -> str:
        """The public key as PEM (SubjectPublicKeyInfo)."""
        ...
