"""The ports of attachments: where their files are, and who looks for viruses in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from intake.domain.attachment import Attachment


@dataclass(frozen=True, slots=True)
class Upload:
    """An exact version of an object that arrived in quarantine."""

    key: str
    version: str | None


class AttachmentBucket(Protocol):
    """The files of attachments."""

    def upload_form(self, attachment: Attachment) -> tuple[str, Mapping[str, str]]:
        """Address and fields of a presigned POST that takes this file only, for ten minutes."""
        ...

    def read(self, upload: Upload, most: int) -> bytes:
        """The first `most` bytes of an exact version."""
        ...

    def store(self, attachment: Attachment, content: bytes) -> None:
        """Write checked content under its digest."""
        ...


class Scanner(Protocol):
    """A virus scanner."""

    def is_clean(self, content: bytes) -> bool: ...
