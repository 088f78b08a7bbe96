"""A document: sealed, or failed with a reason, and never changed afterwards."""

from hashlib import sha256
from typing import ClassVar, Final, Literal

from pydantic import ConfigDict

from contracts.documents import DocumentFailed, DocumentSealed, Kind
from contracts.terms import Moment, Sha256
from documents.domain.dossier import Dossier
from kit.core import base32
from kit.core.model import Aggregate, Model

TIME_CHARACTERS: Final = 10
HASH_CHARACTERS: Final = 16
OWNED: Final = ("result", "copy")
"""Kinds that their owner may use again."""


class DocumentRequest(Model):
    """A document to make. `cause` is the id of the event that causes it.

    `result` is casework's id of the result, `fee` the id of the fee that a receipt is of; `receipt`
    is the number of one that replaces another. `template` is the id of a result's template,
    `digitisation` intake's of what it is the copy of. `code` is the code of a result,
    `valid_until` the last day that it states.
    """

    cause: str
    kind: Kind
    name: str
    result: str | None = None
    fee: str | None = None
    receipt: str | None = None
    template: str | None = None
    digitisation: str | None = None
    code: str | None = None
    valid_until: str | None = None

    @property
    def book(self) -> str | None:
        """In which of its agency's books it has a number; None for receipts and copies."""
        if self.kind == "result":
            return f"result-{self.template}" if self.template else None
        return None if self.kind in ("receipt", "copy") else self.kind

    @property
    def document(self) -> str:
        """The document's id: a ULID derived from cause, kind and result, equal for a repeat."""
        text = "\0".join((self.cause, self.kind, self.result or ""))
        number = int.from_bytes(sha256(text.encode()).digest()[: HASH_CHARACTERS * 5 // 8])
        return self.cause[:TIME_CHARACTERS] + base32.encode(number, HASH_CHARACTERS)


class Seal(Model):
    """`signature` is detached ECDSA P-256 (DER, base64) over the digest; None where the agency's
    signature is inside the file. `key` is the id of the key that made either.

    A file that bears signatures of its own is stored under the digest that it had before them,
    `rendered`; `certificate` is the fingerprint of the agency's, which is in the file. A file that
    got its time stamp later lies beside the one that had the digest `before_stamp`.
    """

    sha256: Sha256
    signature: str | None = None
    key: str
    rendered: Sha256 | None = None
    certificate: Sha256 | None = None
    before_stamp: Sha256 | None = None
    stamped_at: Moment | None = None

    @property
    def stored_as(self) -> str:
        """The digest in the name of the stored file."""
        return self.before_stamp or self.rendered or self.sha256


class Document(Aggregate):
    """Văn bản: a form, a result or a receipt of a dossier. `at` is the time of seal or failure.

    `number` is the one in its agency's book; `recalled_at`: the agency recalled it.
    """

    KIND: ClassVar[str] = "DOCUMENT"

    cause: str
    kind: Kind
    name: str
    result: str | None = None
    fee: str | None = None
    number: str | None = None
    state: Literal["sealed", "failed"]
    at: Moment
    seal: Seal | None = None
    why: str | None = None
    recalled_at: Moment | None = None

    @property
    def file_key(self) -> str | None:
        """The key of its file in the file store; None where it has none."""
        vault = str(self.vault or self.dossier)
        return file_key(vault, self.seal.stored_as) if self.seal else None


class SealedFile(Model):
    """Which document a file is of, and the seal of that file: how the document stands is asked of
    the document, which may have another file by now. Older items have the rest of it besides.
    """

    model_config = ConfigDict(extra="ignore")

    id: str
    seal: Seal


def file_key(vault: str, digest: str) -> str:
    """The key of a file in the file store: no two dossiers share one, and erasure reaches those of
    a vault id by the beginning of their keys.
    """
    return f"{files_below(vault)}{digest}.pdf"


def files_below(vault: str) -> str:
    """How the keys of a dossier's files begin, and of no other's."""
    return f"documents/{vault}/"


def stamped_key(document: Document) -> str:
    """Where the file of a signed document lies once it is stamped: equal for every repeat."""
    if document.seal is None:
        raise ValueError(document.id)
    return file_key(str(document.vault or document.dossier), document.seal.sha256)


def stamped_document(document: Document, seal: Seal) -> Document:
    """The document under the seal of its stamped file; the first file and its seal stay."""
    first = document.seal.sha256 if document.seal else None
    return document.evolve(seal=seal.evolve(before_stamp=first))


def recalled_document(document: Document, *, at: Moment) -> Document:
    """The document that holds no more (thu hồi)."""
    return document.evolve(recalled_at=at)


def sealed_document(
    request: DocumentRequest,
    dossier: Dossier,
    seal: Seal,
    *,
    at: Moment,
    number: str | None = None,
) -> tuple[Document, DocumentSealed]:
    """The document under its seal, with its event."""
    document = _document(request, dossier, "sealed", at).evolve(seal=seal, number=number)
    event = DocumentSealed(
        **request.model_dump(exclude={"cause", "result", "template"}),
        sha256=seal.sha256,
        signature=seal.signature,
        key=seal.key,
        wanted=request.result,
        file=seal.stored_as if request.kind in OWNED else None,
        number=number if request.kind == "result" else None,
    )
    return document, event


def failed_document(
    request: DocumentRequest, dossier: Dossier, why: str, *, at: Moment
) -> tuple[Document, DocumentFailed]:
    """The document that cannot be made, with its event; `why` is a stable code."""
    document = _document(request, dossier, "failed", at).evolve(why=why)
    event = DocumentFailed(
        kind=request.kind,
        why=why,
        wanted=request.result,
        fee=request.fee,
        digitisation=request.digitisation,
    )
    return document, event


def _document(
    request: DocumentRequest, dossier: Dossier, state: Literal["sealed", "failed"], at: Moment
) -> Document:
    return Document(
        id=request.document,
        dossier=dossier.id,
        vault=dossier.vault,
        cause=request.cause,
        kind=request.kind,
        name=request.name,
        result=request.result,
        fee=request.fee,
        state=state,
        at=at,
    )
