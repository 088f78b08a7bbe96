"""The ports of attachments: where files are, who inspects them, who looks for viruses in them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

from contracts.terms import SignatureState
from intake.attachments.finding import Finding
from intake.attachments.stored_file import BucketFile
from intake.domain.attachment import Attachment
from kit.security.trust_list import TrustList

SignatureJudge = Callable[[bytes], SignatureState]
"""Says what the signatures of a file are worth."""
ScanResult = Literal["clean", "infected", "not_scanned"]


@dataclass(frozen=True, slots=True)
class Upload:
    """An exact version of an object that arrived in quarantine."""

    key: str
    version: str | None


class AttachmentBucket(Protocol):
    """The files of attachments."""

    def upload_form(
        self, attachment: Attachment, return_to: str | None = None
    ) -> tuple[str, Mapping[str, str]]:
        """Address and fields of a presigned POST that takes this file only, for ten minutes.

        With `return_to` it takes any file for an hour, and sends the browser there.
        """
        ...

    def read(self, upload: Upload, most: int) -> bytes:
        """The first `most` bytes of an exact version."""
        ...

    def store(self, attachment: Attachment, digest: str, content: bytes) -> None:
        """Write the copy that people are shown, under the dossier and its digest."""
        ...

    def keep_original(self, attachment: Attachment, content: bytes) -> None:
        """Write a signed file byte for byte, to be downloaded and never shown in a page."""
        ...

    def read_copy(self, attachment: Attachment) -> bytes:
        """The copy that people are shown."""
        ...

    def read_file(self, file: BucketFile) -> bytes | None:
        """A checked file or a sealed document; None where it is not stored any more."""
        ...

    def store_picture(self, attachment: Attachment, page: int, content: bytes) -> None:
        """Write the picture of a page, beside the copy."""
        ...

    def store_export(self, key: str, content: bytes) -> None:
        """Write the archive of an export, which ends by itself after a day."""
        ...

    def delete(self, keys: Collection[str]) -> None:
        """Delete objects, whether they are there or not."""
        ...

    def erase(self, draft: str) -> int:
        """Delete every version of every file of a dossier, by its draft; how many there were.

        Those of other dossiers stay, equal ones too.
        """
        ...

    def link(self, file: BucketFile, lifetime: timedelta) -> str:
        """An address that answers the file, and what kind it is, for so long; it needs no token."""
        ...


class Inspector(Protocol):
    """Inspects files within bounds of time and memory, whatever they do to their reader."""

    def inspect(
        self,
        media_type: str,
        content: bytes,
        judge: SignatureJudge | None = None,
        *,
        sheets: int | None = None,
    ) -> Finding:
        """`sheets`: it is a scan of an original with so many pages."""
        ...


class TrustStore(Protocol):
    """Where it stands whom the stage trusts."""

    def trust_list(self, at: datetime) -> TrustList:
        """The list as it stands, at most five minutes old."""
        ...


class ListingStore(Protocol):
    """Where lists of procedures are, by their digest."""

    def read(self, sha256: str) -> bytes: ...

    def store(self, sha256: str, content: bytes) -> None:
        """The same list again changes nothing."""
        ...

    def link(self, sha256: str, media_type: str, filename: str, lifetime: timedelta) -> str:
        """A URL that saves an export, without a token."""
        ...


class PagePainter(Protocol):
    """Paints pages within bounds of time and memory, whatever they do to their reader."""

    def paint(self, media_type: str, content: bytes, page: int) -> bytes | None:
        """A WebP picture of a page, from 1; None where the page cannot be painted."""
        ...


class PhotoBinder(Protocol):
    """Makes a PDF of pictures within bounds of time and memory, whatever these do to a reader."""

    def sheet(self, media_type: str, content: bytes) -> Finding:
        """The JPEG of a page as `shown`."""
        ...

    def bind(self, sheets: Sequence[bytes]) -> Finding:
        """The PDF of such pages as `shown`."""
        ...


class PictureQueue(Protocol):
    """Where attachments wait until they are made of pictures, and until their pages are painted."""

    def request(self, attachment: str) -> None:
        """Raises where the queue did not take it; asking twice does no harm."""
        ...


class Scanner(Protocol):
    """A virus scanner; raises where it cannot answer now."""

    def scan(self, content: bytes) -> ScanResult: ...


@dataclass(frozen=True, slots=True)
class FilePorts:
    """What handles files; in the place of a None stands what the stage configures."""

    bucket: AttachmentBucket | None = None
    scanner: Scanner | None = None
    inspector: Inspector | None = None
    painter: PagePainter | None = None
    binder: PhotoBinder | None = None
    pictures: PictureQueue | None = None
    trust: TrustStore | None = None
    return_origins: tuple[str, ...] | None = None
    lists: ListingStore | None = None
