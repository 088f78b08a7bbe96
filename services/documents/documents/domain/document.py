"""A document: sealed for ever, or failed for a reason; nothing changes it afterwards."""

from hashlib import sha256
from typing import ClassVar, Literal

from contracts.documents import DocumentFailed, DocumentSealed, Kind
from contracts.terms import Moment, Sha256
from documents.domain.dossier import Dossier
from kit.core.model import Aggregate, Model

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TIME_CHARACTERS, HASH_CHARACTERS = 10, 16


class Wanted(Model):
    """What is to be made: `cause` is the id of the event that asks, `wanted` casework's id of a result.

    `fee` is the id of the fee that a receipt is of.
    """

    cause: str
    kind: Kind
    name: str
    wanted: str | None = None
    fee: str | None = None

    @property
    def document(self) -> str:
        """The document's id, a ULID that follows from cause, kind and wanted: a repeat makes the same document."""
        told = "\0".join((self.cause, self.kind, self.wanted or ""))
        number = int.from_bytes(sha256(told.encode()).digest()[: HASH_CHARACTERS * 5 // 8])
        tail = (CROCKFORD[number >> 5 * place & 31] for place in range(HASH_CHARACTERS))
        return self.cause[:TIME_CHARACTERS] + "".join(tail)


class Seal(Model):
    """`signature` is a detached ECDSA P-256 signature (DER, base64) over the digest, `key` the signing key's id."""

    sha256: Sha256
    signature: str
    key: str


class Document(Aggregate):
    """Văn bản: a form, a result or a receipt of a dossier. `at` is when it was sealed or failed."""

    KIND: ClassVar[str] = "DOCUMENT"

    cause: str
    kind: Kind
    name: str
    wanted: str | None = None
    fee: str | None = None
    state: Literal["sealed", "failed"]
    at: Moment
    seal: Seal | None = None
    why: str | None = None


def file_key(digest: str) -> str:
    """Where the file with this SHA-256 lies."""
    return f"documents/{digest}.pdf"


def sealed(
    wanted: Wanted, dossier: Dossier, seal: Seal, *, at: Moment
) -> tuple[Document, DocumentSealed]:
    """The document under its seal."""
    document = _begun(wanted, dossier, "sealed", at).evolve(seal=seal)
    told = DocumentSealed(
        kind=wanted.kind,
        name=wanted.name,
        sha256=seal.sha256,
        signature=seal.signature,
        key=seal.key,
        wanted=wanted.wanted,
        fee=wanted.fee,
    )
    return document, told


def failed(
    wanted: Wanted, dossier: Dossier, why: str, *, at: Moment
) -> tuple[Document, DocumentFailed]:
    """The document that can't be made, with a stable code that says why."""
    document = _begun(wanted, dossier, "failed", at).evolve(why=why)
    return document, DocumentFailed(kind=wanted.kind, why=why, wanted=wanted.wanted, fee=wanted.fee)


def _begun(
    wanted: Wanted, dossier: Dossier, state: Literal["sealed", "failed"], at: Moment
) -> Document:
    return Document(
        id=wanted.document,
        dossier=dossier.id,
        vault=dossier.vault,
        cause=wanted.cause,
        kind=wanted.kind,
        name=wanted.name,
        wanted=wanted.wanted,
        fee=wanted.fee,
        state=state,
        at=at,
    )
