"""What callers see of documents."""

from datetime import datetime, timedelta
from typing import Annotated, Final, Literal, Self

from pydantic import ConfigDict, StringConstraints, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from contracts.documents import Kind
from contracts.terms import Moment, Sha256
from documents.adapters.file_store import ALGORITHM, LINK_FOR
from documents.domain.document import Document, file_key
from documents.domain.dossier import Dossier
from documents.repository import PublicKey, Store
from kit.core.errors import Conflicting, NotFound
from kit.core.ids import ULID_PATTERN
from kit.core.model import Body, JsonDict, Model
from kit.http.context import RequestContext

Id = Annotated[str, StringConstraints(pattern=ULID_PATTERN)]

ONE_OF: Final = {
    "vi": "Hãy gửi một trong hai: sha256 của tệp, hoặc mã văn bản (document).",
    "en": "Send one of two: the file's sha256, or the document's code.",
}


class NotSealed(Conflicting):
    """The document could not be made: there is no file."""

    code = "document_not_sealed"
    vi = "Văn bản này chưa lập được nên chưa có tệp để tải."
    en = "This document could not be made, so there is no file."


class FeeUnpaid(Conflicting):
    """The owner gets the result when the fee due before it is paid."""

    code = "fee_unpaid"
    vi = "Hồ sơ còn khoản phí, lệ phí chưa nộp nên chưa thể tải kết quả."
    en = "A fee of this dossier is still unpaid, so its result cannot be downloaded."


def _either(schema: JsonDict) -> None:
    for name, field in schema["properties"].items():
        field.pop("default")
        schema.setdefault("oneOf", []).append({"required": [name]})


class VerificationBody(Body):
    """Either the SHA-256 of a file, in lower-case hex (the file itself stays with the caller), or a document's code.

    The code, `document`, stands at the foot of every paper and on a receipt as its look-up code (mã tra cứu).
    """

    model_config = ConfigDict(json_schema_extra=_either)

    sha256: Sha256 | SkipJsonSchema[None] = None
    document: Id | SkipJsonSchema[None] = None

    @model_validator(mode="after")
    def _require_one(self) -> Self:
        if len(self.model_fields_set) != 1 or self.sha256 == self.document:
            raise PydanticCustomError("one_of", "sha256 or document", ONE_OF)
        return self


class Verification(Model):
    """Whether a document is ours; if so its seal: a signature (DER, base64) over the digest by `key` of GET /v1/keys.

    Only a file's digest proves a file: compare `sha256` with that of the file you were given.
    """

    sha256: Sha256 | None
    ours: bool
    document: str | None = None
    name: str | None = None
    kind: Kind | None = None
    sealed_at: Moment | None = None
    algorithm: str | None = None
    signature: str | None = None
    key: str | None = None


class KeyList(Model):
    """The public keys that documents were ever signed with, as PEM."""

    items: tuple[PublicKey, ...]


class DocumentView(Model):
    """A document of a dossier; `why` is the stable code of a failure."""

    document: str
    kind: Kind
    name: str
    state: Literal["sealed", "failed"]
    at: Moment
    sha256: Sha256 | None = None
    algorithm: str | None = None
    signature: str | None = None
    key: str | None = None
    why: str | None = None


class DocumentList(Model):
    """The documents of a dossier, oldest first."""

    items: tuple[DocumentView, ...]


class Link(Model):
    """An address that downloads the file as an attachment until `expires`."""

    document: str
    url: str
    expires: Moment
    filename: str
    sha256: Sha256


def verification(store: Store, asked: VerificationBody) -> Verification:
    """Whether the file with this digest, or the document with this code, is ours, and its seal; nothing personal."""
    document = (
        store.document_with(asked.sha256)
        if asked.sha256
        else store.document_if_any(asked.document or "")
    )
    if document is None or document.seal is None:
        return Verification(sha256=asked.sha256, ours=False)
    return Verification(
        sha256=document.seal.sha256,
        ours=True,
        document=document.id,
        name=document.name,
        kind=document.kind,
        sealed_at=document.at,
        algorithm=ALGORITHM,
        signature=document.seal.signature,
        key=document.seal.key,
    )


def keys(store: Store) -> KeyList:
    """The public keys."""
    return KeyList(items=tuple(store.public_keys()))


def documents_of(store: Store, code: str, request: RequestContext) -> DocumentList:
    """The documents of a dossier the caller may see; raises NotFound."""
    _seen(store, code, request)
    return DocumentList(items=tuple(_view(document) for document in store.documents_of(code)))


def link(store: Store, id: str, request: RequestContext) -> Link:
    """A link to a document's file, good for five minutes; raises NotFound, NotSealed, FeeUnpaid."""
    document = store.document(id)
    dossier = _seen(store, document.dossier or "", request)
    if document.seal is None:
        raise NotSealed
    if document.kind == "result" and dossier.owes and request.staff is None:
        raise FeeUnpaid
    filename = f"{document.dossier}-{document.kind}-{document.id[-4:]}.pdf"
    return Link(
        document=id,
        url=store.shelf.link(file_key(document.seal.sha256), filename),
        expires=_expiry(request.now),
        filename=filename,
        sha256=document.seal.sha256,
    )


def _seen(store: Store, code: str, request: RequestContext) -> Dossier:
    dossier = store.dossier(code)
    if dossier is None:
        raise NotFound
    request.require_sight(owner=dossier.owner, agency=dossier.agency)
    return dossier


def _view(document: Document) -> DocumentView:
    seal = document.seal
    return DocumentView(
        document=document.id,
        kind=document.kind,
        name=document.name,
        state=document.state,
        at=document.at,
        sha256=seal.sha256 if seal else None,
        algorithm=ALGORITHM if seal else None,
        signature=seal.signature if seal else None,
        key=seal.key if seal else None,
        why=document.why,
    )


def _expiry(now: datetime) -> datetime:
    return (now + LINK_FOR - timedelta(seconds=1)).replace(microsecond=0)
