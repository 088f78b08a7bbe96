"""Links by which the National Portal fetches files: each is good for thirty days."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final, NamedTuple

LIFETIME: Final = timedelta(days=30)
RENEWED_AFTER: Final = timedelta(days=15)
"""What is sent later than this after the last renewal has links of its own moment."""
Link = Callable[[str], str]
"""Digest of a file -> the address at which the portal fetches it; "" for no file."""
Links = Callable[[str, datetime | None], Link]
"""Code of a dossier, and since when its links are good -> its links."""


class NamedFile(NamedTuple):
    """What a link names: a file by its digest, of a dossier, until a moment."""

    dossier: str
    digest: str
    expires: datetime


def no_link(_digest: str) -> str:
    """Where a stage has no host."""
    return ""
