"""The response models of documents."""

from typing import Annotated, Literal, Self

from pydantic import Field

from contracts.documents import Kind
from contracts.terms import Sha256
from documents.domain.document import Document
from documents.domain.public_key import SIGNATURE_ALGORITHM, PublicKey
from documents.domain.standing import State
from documents.download.links import Link
from documents.verification.verify import Verification
from kit.core.local_time import LocalTime
from kit.core.model import Model

KIND = (
    "form-01: the acceptance form (Mẫu 01); result: a result document; receipt: of a fee; "
    "copy: of an original that was digitised."
)
STATE = (
    "valid: it holds; replaced: a later document stands in its place; revoked: its agency recalled "
    "it, or the certificate of its seal was revoked before it was sealed."
)
SHA256 = "The SHA-256 of the file, in lower-case hexadecimal digits."
ALGORITHM = "The signature algorithm, by its name in AWS KMS."
SIGNATURE = (
    "The detached signature over the SHA-256 (DER, base64); null where the agency's signature is "
    "inside the file (PAdES)."
)
KEY = "The id of the signing key; its public key is in GET /documents/v1/keys."


class VerificationView(Model):
    """Whether a document is one of ours and, if so, its seal.

    Only the digest of a file proves a file: compare `sha256` with that of the file that you have.
    """

    sha256: Annotated[Sha256 | None, Field(description=SHA256)]
    ours: Annotated[bool, Field(description="True if the province sealed this document.")]
    document: Annotated[str | None, Field(description="The document's code.")] = None
    name: Annotated[str | None, Field(description="The document's Vietnamese name.")] = None
    kind: Annotated[Kind | None, Field(description=KIND)] = None
    state: Annotated[State | None, Field(description=STATE)] = None
    replaced_by: Annotated[
        str | None, Field(description="The code of the document that replaces it.")
    ] = None
    sealed_at: Annotated[LocalTime | None, Field(description="When it was sealed.")] = None
    recalled_at: Annotated[
        LocalTime | None, Field(description="When its agency recalled it; null: it did not.")
    ] = None
    algorithm: Annotated[str | None, Field(description=ALGORITHM)] = None
    signature: Annotated[str | None, Field(description=SIGNATURE)] = None
    key: Annotated[str | None, Field(description=KEY)] = None

    @classmethod
    def of(cls, verification: Verification | None, sha256: str | None) -> Self:
        """`sha256` is the one of the request, returned also for a file that is not ours."""
        if verification is None or verification.document.seal is None:
            return cls(sha256=sha256, ours=False)
        document, standing = verification.document, verification.standing
        return cls(
            sha256=verification.document.seal.sha256,
            ours=True,
            state=standing.state,
            replaced_by=standing.replaced_by,
            document=document.id,
            name=document.name,
            kind=document.kind,
            sealed_at=document.at,
            recalled_at=document.recalled_at,
            algorithm=SIGNATURE_ALGORITHM,
            signature=verification.document.seal.signature,
            key=verification.document.seal.key,
        )


class KeyView(Model):
    """A public key that verifies seals."""

    key: Annotated[str, Field(description="The id of the signing key.")]
    algorithm: Annotated[str, Field(description=ALGORITHM)]
    pem: Annotated[str, Field(description="The public key as PEM (SubjectPublicKeyInfo).")]

    @classmethod
    def of(cls, key: PublicKey) -> Self:
        """The view of a key."""
        return cls(key=key.key, algorithm=key.algorithm, pem=key.pem)


class KeysView(Model):
    """The public keys of all seals."""

    items: Annotated[
        tuple[KeyView, ...], Field(description="Every key that has signed, the current one last.")
    ]


class DocumentView(Model):
    """A document of a dossier; a failed one has no file and no seal."""

    document: Annotated[str, Field(description="The document's code.")]
    kind: Annotated[Kind, Field(description=KIND)]
    name: Annotated[str, Field(description="The document's Vietnamese name.")]
    state: Annotated[
        Literal["sealed", "failed"],
        Field(description="sealed: its file can be downloaded; failed: it could not be made."),
    ]
    at: Annotated[LocalTime, Field(description="When it was sealed or failed.")]
    recalled_at: Annotated[
        LocalTime | None, Field(description="When its agency recalled it; null: it did not.")
    ] = None
    sha256: Annotated[Sha256 | None, Field(description=SHA256)] = None
    algorithm: Annotated[str | None, Field(description=ALGORITHM)] = None
    signature: Annotated[str | None, Field(description=SIGNATURE)] = None
    key: Annotated[str | None, Field(description=KEY)] = None
    why: Annotated[
        str | None,
        Field(
            description="The stable code of a failure: glyph_missing, erased, signature_declined."
        ),
    ] = None

    @classmethod
    def of(cls, document: Document) -> Self:
        """The view of a document."""
        seal = document.seal
        return cls(
            document=document.id,
            kind=document.kind,
            name=document.name,
            state=document.state,
            at=document.at,
            recalled_at=document.recalled_at,
            sha256=seal.sha256 if seal else None,
            algorithm=SIGNATURE_ALGORITHM if seal else None,
            signature=seal.signature if seal else None,
            key=seal.key if seal else None,
            why=document.why,
        )


class DocumentsView(Model):
    """The documents of a dossier."""

    items: Annotated[tuple[DocumentView, ...], Field(description="Oldest first.")]


class LinkView(Model):
    """A link that downloads a document's file."""

    document: Annotated[str, Field(description="The document's code.")]
    url: Annotated[str, Field(description="Downloads the file as an attachment; no token needed.")]
    expires: Annotated[LocalTime, Field(description="When the URL stops working.")]
    filename: Annotated[str, Field(description="The name of the downloaded file.")]
    sha256: Annotated[Sha256, Field(description=SHA256)]

    @classmethod
    def of(cls, link: Link) -> Self:
        """The view of a link."""
        return cls(
            document=link.document,
            url=link.url,
            expires=link.expires,
            filename=link.filename,
            sha256=link.sha256,
        )
