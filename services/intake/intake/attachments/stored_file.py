"""A file in the bucket of attachments, and how a browser takes it."""

from typing import Final, Literal

from contracts.terms import Sha256
from kit.core.model import Model

Disposition = Literal["inline", "attachment"]
UNSHOWN_TYPE: Final = "application/octet-stream"
"""No page shows it: what was uploaded is saved, never opened in a browser."""


class BucketFile(Model):
    """`disposition`: a page may show it (inline), or it is saved under `filename` (attachment).
    `is_document`: it lies in the bucket of documents."""

    key: str
    is_document: bool = False
    media_type: str
    disposition: Disposition
    filename: str


class StoredFile(BucketFile):
    """The whole of an attachment, with its digest."""

    sha256: Sha256


def reused_file(key: str, sha256: Sha256, name: str) -> StoredFile:
    """A sealed document."""
    return StoredFile(
        key=key,
        is_document=True,
        sha256=sha256,
        media_type="application/pdf",
        disposition="inline",
        filename=f"{name}.pdf",
    )
