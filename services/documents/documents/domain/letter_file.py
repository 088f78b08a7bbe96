"""The file of a letter between agencies, as it was sealed."""

from typing import ClassVar, Final

from contracts.terms import Moment, Sha256
from kit.core.model import Aggregate

SEALED_BELOW: Final = "documents/letters"


class LetterFile(Aggregate):
    """Of the letter `id`: `file` is the digest of what was to be sealed, `sha256` that of the file
    with the agency's signature, None where it could not be made; `why` says so.
    """

    KIND: ClassVar[str] = "LETTER_FILE"

    agency: str
    file: Sha256
    sha256: Sha256 | None = None
    key: str | None = None
    certificate: str | None = None
    why: str | None = None
    at: Moment


def letter_file_key(letter: str, file: str) -> str:
    """The key of the sealed file in the file store."""
    return f"{SEALED_BELOW}/{letter}/{file}"
