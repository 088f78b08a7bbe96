"""Documents in memory: a store with a shelf of files and a press with a real key, its inbox, and a dossier's story."""

from base64 import b64encode
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from contracts.casework import CaseAccepted, CaseDecided
from contracts.terms import SealWanted
from documents.adapters.file_store import pem
from documents.domain.document import Document
from documents.events import event_handlers
from documents.repository import Store
from kit.core.events import Envelope
from kit.messaging.inbox import Inbox
from kit.persistence.transport import Transport
from kit.persistence.vault import Vault
from tests.fakes import NOW, MemoryTransport, events_of, memory_table, memory_vault
from tests.story import CODE, Story, due, filed


@cache
def private_key() -> ec.EllipticCurvePrivateKey:
    """One key for the whole run."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class MemoryShelf:
    """Files by key; `puts` counts every write."""

    files: dict[str, bytes] = field(default_factory=dict)
    puts: int = 0

    def put(self, key: str, content: bytes) -> None:
        self.files[key] = content
        self.puts += 1

    def link(self, key: str, filename: str) -> str:
        return f"https://shelf.example/{key}?as={filename}"


@dataclass
class LocalPress:
    """Signs as KMS does, with a key of its own."""

    key: str = "seal-1"

    def sign(self, digest: bytes) -> str:
        return b64encode(private_key().sign(digest, ec.ECDSA(utils.Prehashed(SHA256())))).decode()

    def public_key(self) -> str:
        return pem(
            private_key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        )


@dataclass
class Printery:
    """The service in memory, and the story it hears."""

    transport: MemoryTransport = field(default_factory=MemoryTransport)
    around: Transport | None = None
    vault: Vault = field(default_factory=memory_vault)
    shelf: MemoryShelf = field(default_factory=MemoryShelf)
    press: LocalPress = field(default_factory=LocalPress)
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.story = Story(self.vault)
        self.store = Store(
            memory_table(self.around or self.transport), self.vault, self.shelf, self.press
        )
        self.inbox = Inbox(
            event_handlers(self.store, lambda: self.now),
            self.store.aggregates,
            now=lambda: self.now,
        )

    def hear(self, *told: Envelope) -> None:
        """Messages arrive."""
        for heard in told:
            self.inbox.handle(heard)

    @property
    def said(self) -> list[Envelope]:
        """The events said so far."""
        return events_of(self.transport)

    @property
    def documents(self) -> list[Document]:
        """The documents of the dossier."""
        return self.store.documents_of(CODE)


def accepted(story: Story) -> Envelope:
    """The case is accepted."""
    return story.tell("casework", CaseAccepted(at=story.at, due=due(), desk="Bộ phận Một cửa"))


def decided(story: Story, *names: str) -> Envelope:
    """The case is decided; results of these names are wanted."""
    wanted = tuple(
        SealWanted(document=f"wanted-{n}", name=name) for n, name in enumerate(names, start=1)
    )
    return story.tell("casework", CaseDecided(results=wanted, signer="Trần Văn Bình"))


def told_of_filing(story: Story, **changed: object) -> Envelope:
    """The dossier is filed."""
    return story.tell("intake", filed().evolve(**changed))
