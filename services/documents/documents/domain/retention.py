"""How long nobody deletes or changes a document's file."""

from datetime import datetime
from typing import Final

from contracts.documents import Kind

LOCKED_YEARS: Final = 10
"""Of every result: one class of dossiers until the terms of the archives' law are known. It may be
made longer at any time; what is stored keeps the lock that it got."""


def locked_until(kind: Kind, dated: datetime) -> datetime | None:
    """The end of a file's lock; None for forms and receipts, which can be made again."""
    if kind != "result":
        return None
    year = dated.year + LOCKED_YEARS
    try:
        return dated.replace(year=year)
    except ValueError:  # 29 February
        return dated.replace(year=year, month=3, day=1)
