"""The events of documents."""

from typing import Literal

from contracts.exports import DocumentExported
from contracts.terms import Sha256
from kit.core.model import Event, Sealed

Kind = Literal[
    "form-01",
    "form-02",
    "form-03",
    "form-04",
    "form-05",
    "form-06",
    "form-07",
    "result",
    "receipt",
    "copy",
]


class DocumentSealed(Event):
    """A document is rendered, stored under its digest and signed.

    `signature` is a detached ECDSA P-256 signature (DER, base64) over the SHA-256; null where the
    file bears its agency's signature inside. `key` is the id of the KMS key that made either.
    `wanted` is the id under which casework asked for it (results only), `fee` the id of the fee it
    is the receipt of (receipts only), `receipt` its number where it replaces another,
    `digitisation` intake's id of what it is the copy of (copies only). Of results and copies:
    `file` is the digest in the name of the file, `number` that in the agency's book, `code` the
    code of the result, `valid_until` the last day that it states.
    """

    TYPE = "document.sealed"

    kind: Kind
    name: str
    sha256: Sha256
    signature: str | None = None
    key: str
    wanted: str | None = None
    fee: str | None = None
    receipt: str | None = None
    digitisation: str | None = None
    file: Sha256 | None = None
    number: str | None = None
    code: str | None = None
    valid_until: Sealed[str | None] = None


class DocumentFailed(Event):
    """A document could not be made. `why` is a stable code, the other ids as in
    `DocumentSealed`."""

    TYPE = "document.failed"

    kind: Kind
    why: str
    wanted: str | None = None
    fee: str | None = None
    digitisation: str | None = None


class LetterFileSealed(Event):
    """The file of a letter bears its agency's signature: `file` is the digest of the one that was
    to be sealed, `sha256` that of the sealed one, `key` the id of the KMS key.
    """

    TYPE = "document.letter_sealed"

    file: Sha256
    sha256: Sha256
    key: str


class LetterFileFailed(Event):
    """The file of a letter can't be sealed; `why` is a stable code."""

    TYPE = "document.letter_failed"

    file: Sha256
    why: str


EVENTS: tuple[type[Event], ...] = (
    DocumentSealed,
    DocumentFailed,
    DocumentExported,
    LetterFileSealed,
    LetterFileFailed,
)
