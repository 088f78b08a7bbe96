"""Documents with its surroundings in memory, and builders of the events that it handles."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate

from contracts.casework import CaseAccepted, CaseDecided
from contracts.terms import Pay, SealWanted
from contracts.testing.dossier_events import CODE, DossierEvents, dossier_filed, due_date
from contracts.testing.results import sample_content
from documents.adapters.kms_signer import pem
from documents.bootstrap import Documents
from documents.domain.agency_seal import AgencySeal
from documents.domain.document import Document
from documents.domain.dossier import Dossier
from documents.domain.ports import PaperMissing, TimeStampAuthority
from documents.repository import SEALS
from kit.core.events import Envelope
from kit.persistence.items import Item
from kit.persistence.vault import Vault
from kit.platform.fault_injection import Plan
from kit.security.remote_signing import SigningService
from kit.security.staff_directory import Staff
from kit.testing.clock import NOW
from kit.testing.http_client import HttpClient
from kit.testing.memory_vault import memory_vault
from kit.testing.world import ServiceWorld
from local.doubles.authority.authority import Authority

RECEIVER: Final = Staff(sub="desk-1", roles=("receptionist",), agencies=("H49.61",))
RECEIVER_ELSEWHERE: Final = Staff(sub="desk-2", roles=("receptionist",), agencies=("H49.62",))
DISMISSED: Final = "desk-3"
"""The subject of an official who is not in the directory."""
STRANGER: Final = "sub-binh"
YEAR: Final = timedelta(days=365)


@cache
def private_key() -> ec.EllipticCurvePrivateKey:
    """One key for all tests of a process."""
    return ec.generate_private_key(ec.SECP256R1())


@dataclass
class MemoryFileStore:
    """Files by key; `puts` counts every write."""

    files: dict[str, bytes] = field(default_factory=dict)
    locks: dict[str, datetime | None] = field(default_factory=dict)
    puts: int = 0
    papers: Mapping[str, bytes] = field(default_factory=dict)

    def put(self, key: str, content: bytes, locked_until: datetime | None) -> bytes:
        self.puts += 1
        self.locks.setdefault(key, locked_until)
        return self.files.setdefault(key, content)

    def read(self, key: str) -> bytes:
        return self.files[key]

    def read_paper(self, draft: str, digest: str) -> bytes:
        try:
            return self.papers[f"papers/{draft}/{digest}"]
        except KeyError:
            raise PaperMissing from None

    def read_letter(self, digest: str) -> bytes:
        try:
            return self.papers[f"files/{digest}"]
        except KeyError:
            raise PaperMissing from None

    def erase(self, prefix: str) -> int:
        keys = [key for key in self.files if key.startswith(prefix)]
        for key in keys:
            del self.files[key]
        return len(keys)

    def link(self, key: str, filename: str, lifetime: timedelta) -> str:
        seconds = int(lifetime.total_seconds())
        return f"https://files.example/{key}?filename={filename}&seconds={seconds}"


@dataclass
class LocalSigner:
    """Signs as KMS does, with a key of its own."""

    key: str = "seal-1"

    @classmethod
    def of(cls, arn: str) -> "LocalSigner":
        """The signer of a collecting body's key."""
        return cls(arn.rpartition("/")[2])

    def sign(self, digest: bytes) -> str:
        return b64encode(private_key().sign(digest, ec.ECDSA(utils.Prehashed(SHA256())))).decode()

    def public_key(self) -> str:
        return pem(
            private_key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        )


AUTHORITY: Final = Authority.new(NOW)


def agency_seal(
    agency: str = "H49", *, since: datetime = NOW - YEAR, until: datetime = NOW + YEAR
) -> AgencySeal:
    """A seal with the tests' key, certified by the tests' authority."""
    pem = LocalSigner().public_key()
    certificate = AUTHORITY.certify(pem, f"Dấu của {agency}", since=since, until=until)
    own = load_pem_x509_certificate(certificate.encode())
    return AgencySeal(
        agency=agency,
        certificates=(certificate,),
        fingerprint=own.fingerprint(SHA256()).hex(),
        valid_from=since,
        valid_until=until,
    )


VERIFICATION: Final = "https://motcua.example.vn/documents/v1/verifications"


class World(ServiceWorld):
    """The service, a client of its routes, and the other services' events about one dossier."""

    def __init__(
        self,
        plan: Plan | None = None,
        authority: TimeStampAuthority | None = None,
        signing_service: SigningService | None = None,
        signer: LocalSigner | None = None,
    ) -> None:
        super().__init__(plan)
        self.employ(RECEIVER, RECEIVER_ELSEWHERE)
        self.tokens.officials = {*self.tokens.officials, DISMISSED}
        self.file_store = MemoryFileStore()
        self.signer = signer or LocalSigner()
        self.service = Documents(
            self.resources,
            file_store=self.file_store,
            signer=self.signer,
            body_signer=LocalSigner.of,
            authority=authority,
            signing_service=signing_service,
        )
        self.service.verification_url = VERIFICATION
        self.repository = self.service.repository
        self.certify(agency_seal())
        self.client = HttpClient(self.service.router)
        self.others = DossierEvents(self.vault)

    def certify(self, *seals: AgencySeal) -> None:
        """The operator stored these seals, and no others."""
        table = self.transport.items
        for key in [key for key, item in table.items() if item.pk == SEALS]:
            del table[key]
        for seal in seals:
            table[SEALS, seal.agency] = Item(SEALS, seal.agency, seal.model_dump_json())

    def receive(self, *messages: Envelope) -> None:
        """Messages arrive at the inbox, one after the other."""
        for message in messages:
            self.service.inbox.handle(message)

    def documents(self) -> list[Document]:
        """The documents of the dossier."""
        return self.repository.documents_of(CODE)

    def content_of(self, document: Document) -> bytes:
        """The stored file of a sealed document."""
        assert document.file_key is not None
        return self.file_store.files[document.file_key]

    def dossier(self) -> Dossier:
        """The dossier, which must be stored."""
        dossier = self.repository.dossier(CODE)
        assert dossier is not None
        return dossier

    def use_vault(self, vault: Vault) -> None:
        """Read sealed fields with the keys of another vault."""
        self.repository.vault = vault

    def destroy_keys(self) -> None:
        """Every sealed field is unreadable from now on."""
        self.use_vault(memory_vault())


def world_with_dossier(pay: Pay = "before_acceptance") -> World:
    """A world that received `dossier.filed`."""
    world = World()
    world.receive(world.others.publish("intake", dossier_filed(pay)))
    return world


def world_with_accepted_dossier() -> World:
    """A world that received `dossier.filed` and `case.accepted`."""
    world = world_with_dossier()
    world.receive(case_accepted(world.others))
    return world


def case_accepted(others: DossierEvents) -> Envelope:
    """`case.accepted`."""
    event = CaseAccepted(at=others.at, due=due_date(), desk="Bộ phận Một cửa")
    return others.publish("casework", event)


def case_decided(others: DossierEvents, *names: str) -> Envelope:
    """`case.decided` with results of these names."""
    results = tuple(
        SealWanted(document=f"result-{number}", name=name)
        for number, name in enumerate(names, start=1)
    )
    contents = {each.document: sample_content() for each in results}
    event = CaseDecided(
        results=results, signer="sub-binh", signer_name="Trần Văn Bình", contents=contents
    )
    return others.publish("casework", event)
