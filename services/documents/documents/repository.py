"""The table of documents: dossiers, documents with their digests, and the public keys of seals."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from documents.domain.agency_seal import AgencySeal, SignaturePicture
from documents.domain.document import Document, SealedFile
from documents.domain.dossier import Dossier
from documents.domain.letter_file import LetterFile
from documents.domain.move import Move, consulted_agencies
from documents.domain.public_key import PublicKey
from documents.repositories.legal_facts import LegalFactRepository
from documents.repositories.moves import MOVES, move_of, read_move
from documents.repositories.personal_rows import PersonalRows
from kit.core.agency_tree import BY_CODES, AgencyTree
from kit.core.events import Change, Envelope
from kit.core.model import Event
from kit.core.time import stamp
from kit.persistence.items import STATE, Item, Put, Remove, Write
from kit.persistence.query import Query
from kit.persistence.repository import required
from kit.persistence.table import Table
from kit.persistence.vault import Unreadable, Vault

E = TypeVar("E", bound=Event)
DOCUMENTS: Final = "DOCUMENT#"
KEYS: Final = "KEYS"
SEALS: Final = "SEALS"
SIGNATURES: Final = "SIGNATURES"
STAMP: Final = "STAMP#"
UNSTAMPED: Final = "unstamped"
"""The value of the index attribute `waiting`."""


class DocumentsRepository(LegalFactRepository, PersonalRows):
    """The only door to the table of documents."""

    def __init__(
        self, table: Table, vault: Vault, tree: Callable[[], AgencyTree] = lambda: BY_CODES
    ) -> None:
        """`tree` answers the tree of agencies of this moment."""
        super().__init__(table, "documents", vault)
        self._tree = tree

    def lineage(self, agency: str) -> list[str]:
        """The agency and those above it now, the nearest first."""
        return self._tree().lineage(agency)

    def dossier(self, code: str) -> Dossier | None:
        """A dossier with its personal fields sealed, or None."""
        return self.load_sealed(Dossier, code)

    def open(self, dossier: Dossier) -> Dossier:
        """The dossier with its personal fields opened; still sealed if its key was destroyed."""
        try:
            return self.parse(Dossier, dossier.model_dump_json(context={"cipher": None}))
        except Unreadable:
            return dossier

    def open_event(self, message: Envelope, event_type: type[E]) -> E:
        """A message's event, opened; its personal fields stay sealed if their key was destroyed."""
        try:
            return self.read(message, event_type)
        except Unreadable:
            return message.read(event_type)

    def letter_file(self, letter: str) -> LetterFile | None:
        """What was sealed for a letter last, or None."""
        return self.load(LetterFile, letter)

    def document(self, id: str) -> Document:
        """Raises NotFound."""
        return required(self.document_or_none(id))

    def document_or_none(self, id: str) -> Document | None:
        """A document by its id, or None."""
        return self.load_sealed(Document, id)

    def documents_of(self, code: str) -> list[Document]:
        """Every document of a dossier, oldest first."""
        query = Query(partition=f"{Dossier.KIND}#{code}", prefix=DOCUMENTS)
        return [Document.model_validate_json(item.doc) for item in self._table.all(query)]

    def document_with_digest(self, sha256: str) -> Document | None:
        """The sealed document whose file has this SHA-256, under the seal of that file, or None."""
        item = self._table.get(_digest_key(sha256), consistent=False)
        if item is None:
            return None
        sealed = SealedFile.model_validate_json(item.doc)
        document = self.document_or_none(sealed.id)
        return document.evolve(seal=sealed.seal) if document else None

    def public_keys(self) -> list[PublicKey]:
        """The public key of every key that has signed a document."""
        return [
            PublicKey.model_validate_json(item.doc)
            for item in self._table.all(Query(partition=KEYS))
        ]

    def has_public_key(self, key: str) -> bool:
        """Whether the public key of this signing key is stored."""
        return self._table.get(KEYS, key) is not None

    def add_public_key(self, key: PublicKey) -> None:
        """Store a public key for ever."""
        self._table.write([Put(Item(KEYS, key.key, key.model_dump_json()))])

    def agency_seals(self) -> list[AgencySeal]:
        """The seals of all agencies with their certificates; the operator stores them."""
        return [
            AgencySeal.model_validate_json(item.doc)
            for item in self._table.all(Query(partition=SEALS))
        ]

    def signature_picture(self, official: str) -> str | None:
        """The digest of the picture of an official's signature; the operator stores it."""
        item = self._table.get(SIGNATURES, official, consistent=False)
        return SignaturePicture.model_validate_json(item.doc).picture if item else None

    def moves_of(self, dossier: Dossier) -> list[Move]:
        """The moves of its case in their order; officials' names are opened if there is a key."""
        docs = self._move_docs(dossier)
        try:
            return [read_move(doc, self.cipher(dossier.vault)) for doc in docs]
        except Unreadable:
            return [read_move(doc, None) for doc in docs]

    def agencies_of(self, dossier: Dossier, at: datetime) -> set[str]:
        """Whose officials may see it now: the agency that has the case, and consulted ones."""
        moves = (read_move(doc, None) for doc in self._move_docs(dossier))
        return {dossier.agency, *consulted_agencies(moves, at)}

    def _move_docs(self, dossier: Dossier) -> list[str]:
        return [i.doc for i in self._table.all(Query(partition=dossier.pk, prefix=MOVES))]

    def commit(
        self,
        changes: Sequence[Change],
        *,
        at: datetime,
        cause: Envelope | None = None,
        extra_writes: Sequence[Write] = (),
    ) -> None:
        """With the move that its cause tells of; raises as `Repository.commit`."""
        writes = (*extra_writes, *move_of(cause))
        super().commit(changes, at=at, cause=cause, extra_writes=writes)

    def save_dossier(
        self, dossier: Dossier, *, at: datetime, cause: Envelope | None = None
    ) -> None:
        """Without an event, because only documents reads it. Raises Conflict, Duplicate."""
        self.commit([Change(dossier, None)], at=at, cause=cause)

    def unstamped_documents(self) -> list[str]:
        """The ids of documents that wait for a time stamp, oldest first; at most a page."""
        page = self._table.query(Query(partition=UNSTAMPED, index="waiting"))
        return [item.pk.removeprefix(STAMP) for item in page.items]

    def add_stamp(self, document: Document, *, at: datetime) -> None:
        """A document whose file was stamped; the first digest leads to the first file as before.

        Raises Conflict.
        """
        writes: tuple[Write, ...] = (*_pointers(document), Remove(f"{STAMP}{document.id}", STATE))
        self.commit([Change(document, None, writes)], at=at)

    def end_stamp_mark(self, id: str) -> None:
        """The document waits no longer."""
        self._table.write([Remove(f"{STAMP}{id}", STATE)])


def document_changes(
    documents: Sequence[tuple[Document, Event]], *, at: datetime, stamps: bool = False
) -> list[Change]:
    """Documents with their events, found by dossier and digest.

    `stamps`: whether those with a signature wait for a time stamp.
    """
    return [
        Change(document, event, (*_pointers(document), *_waiting_for_stamp(document, at, stamps)))
        for document, event in documents
    ]


def recalled_changes(documents: Sequence[Document]) -> list[Change]:
    """Documents that changed, without an event."""
    return [Change(document, None, _pointers(document)) for document in documents]


def _pointers(document: Document) -> tuple[Put, ...]:
    place = f"{Dossier.KIND}#{document.dossier}"
    by_dossier = Item(place, f"{DOCUMENTS}{document.id}", document.model_dump_json())
    if document.seal is None:
        return (Put(by_dossier),)
    sealed = SealedFile(id=document.id, seal=document.seal).model_dump_json()
    return Put(by_dossier), Put(Item(_digest_key(document.seal.sha256), STATE, sealed))


def _waiting_for_stamp(document: Document, at: datetime, stamps: bool) -> tuple[Put, ...]:
    if not stamps or document.seal is None or document.seal.certificate is None:
        return ()
    waiting = {"waiting": UNSTAMPED, "since": stamp(at)}
    return (Put(Item(f"{STAMP}{document.id}", STATE, "{}", index_attributes=waiting)),)


def _digest_key(sha256: str) -> str:
    return f"SHA#{sha256}"
