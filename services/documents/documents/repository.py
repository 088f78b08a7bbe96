"""What documents keeps: dossiers to print from, documents with their digests, and the keys that signed them."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from documents.adapters.file_store import ALGORITHM, Press, Shelf
from documents.domain.document import Document
from documents.domain.dossier import Dossier
from kit.core.errors import NotFound
from kit.core.events import Change, Envelope
from kit.core.model import Event, Model
from kit.persistence.items import Item, Put
from kit.persistence.repository import Repository
from kit.persistence.table import Table
from kit.persistence.vault import Unreadable, Vault

E = TypeVar("E", bound=Event)
DOCUMENTS = "DOCUMENT#"
KEYS = "KEYS"


class PublicKey(Model):
    """A key that has signed documents; kept so that they stay verifiable when KMS' key is gone."""

    key: str
    algorithm: str
    pem: str


class Store:
    """The table of documents, its files and its signing key."""

    def __init__(self, table: Table, vault: Vault, shelf: Shelf, press: Press) -> None:
        self.aggregates = Repository(table, "documents", vault)
        self.shelf = shelf
        self.press = press
        self._table = table
        self._locked = Repository(table, "documents")
        self._remembered: str | None = None

    def dossier(self, code: str) -> Dossier | None:
        """A dossier with its personal fields locked, or None."""
        return self._locked.load(Dossier, code)

    def opened(self, dossier: Dossier) -> Dossier:
        """The dossier with its personal fields opened; they stay locked where its key was destroyed."""
        try:
            return self.aggregates.parse(Dossier, dossier.model_dump_json(context={"cipher": None}))
        except Unreadable:
            return dossier

    def read(self, message: Envelope, kind: type[E]) -> E:
        """A heard event's data, opened; its personal fields stay locked where their key was destroyed."""
        try:
            return self.aggregates.read(message, kind)
        except Unreadable:
            return message.read(kind)

    def document(self, id: str) -> Document:
        """A document; raises NotFound."""
        found = self.document_if_any(id)
        if found is None:
            raise NotFound
        return found

    def documents_of(self, code: str) -> list[Document]:
        """Every document of a dossier, oldest first."""
        found = self._table.all(f"{Dossier.KIND}#{code}", DOCUMENTS)
        return [Document.model_validate_json(item.doc) for item in found]

    def document_with(self, sha256: str) -> Document | None:
        """The sealed document whose file has this digest, or None."""
        found = self._table.get(_digest(sha256), consistent=False)
        return Document.model_validate_json(found.doc) if found else None

    def public_keys(self) -> list[PublicKey]:
        """Every key that has signed; the present one also before its first signature."""
        kept = [PublicKey.model_validate_json(item.doc) for item in self._table.all(KEYS)]
        return kept if any(k.key == self.press.key for k in kept) else [*kept, self._present_key()]

    def remember_key(self) -> None:
        """Keep the present public key for ever; asked once by each process."""
        if self._remembered == self.press.key:
            return
        if self._table.get(KEYS, self.press.key) is None:
            key = self._present_key()
            self._table.write([Put(Item(KEYS, key.key, key.model_dump_json()))])
        self._remembered = self.press.key

    def document_if_any(self, id: str) -> Document | None:
        """A document, or None."""
        return self._locked.load(Document, id)

    def keep(self, dossier: Dossier, *, at: datetime, cause: Envelope | None = None) -> None:
        """What was heard about a dossier; `heard` once all of it is done. Raises Conflict, Duplicate."""
        self.aggregates.commit([Change(dossier, None)], at=at, cause=cause)

    def file(
        self, made: Sequence[tuple[Document, Event]], *, cause: Envelope, at: datetime
    ) -> None:
        """Documents with their events, listed under their dossier and digest; raises Conflict, Duplicate."""
        changes = [Change(document, event, _pointers(document)) for document, event in made]
        self.aggregates.commit(changes, at=at, cause=cause)

    def _present_key(self) -> PublicKey:
        return PublicKey(key=self.press.key, algorithm=ALGORITHM, pem=self.press.public_key())


def _pointers(document: Document) -> tuple[Put, ...]:
    doc = document.model_dump_json()
    listed = Put(Item(f"{Dossier.KIND}#{document.dossier}", f"{DOCUMENTS}{document.id}", doc))
    return (
        (listed, Put(Item(_digest(document.seal.sha256), "STATE", doc)))
        if document.seal
        else (listed,)
    )


def _digest(sha256: str) -> str:
    return f"SHA#{sha256}"
