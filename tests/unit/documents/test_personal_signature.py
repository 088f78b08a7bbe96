"""The official who decides signs at a remote service, by their phone, before the agency's seal."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.casework import CaseDecided
from contracts.documents import DocumentFailed
from contracts.testing.dossier_events import CODE, dossier_filed
from documents.signing.personal_signature import ForeignSignature
from kit.core.budget import Budget
from kit.core.events import Envelope
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from kit.security.pdf_signatures import judge_signatures
from kit.security.remote_signing import (
    HttpSigningService,
    Signatory,
    SignatureAwaited,
    SignatureDeclined,
    SignatureRequest,
    SigningServiceUnavailable,
)
from kit.testing.clock import NOW
from local.doubles.signing.server import served
from local.doubles.signing.service import RemoteSigning
from tests.unit.documents.test_agency_signature import trust
from tests.unit.documents.world import AUTHORITY, World, case_decided

OFFICIAL, NAME = "sub-binh", "Trần Văn Bình"
"""The subject that `case_decided` names, and the name in the certificate."""
SIGNER = Signatory(kind="official", id=OFFICIAL)


class Phone:
    """`SigningService` by the double itself."""

    def __init__(self) -> None:
        self.remote = RemoteSigning(AUTHORITY, lambda: NOW)
        self.remote.enrol(OFFICIAL, NAME)

    def certificates(self, signer: Signatory) -> tuple[str, ...]:
        return tuple(self.remote.chain(signer.id))

    def sign(self, request: SignatureRequest) -> str:
        answer = self.remote.sign(
            request.document, request.signer.id, request.title, request.digest
        )
        if answer["state"] == "declined":
            raise SignatureDeclined
        if answer["state"] == "waiting":
            raise SignatureAwaited
        return str(answer["signature"])

    def shows(self) -> dict[str, str]:
        """Title by document."""
        return self.remote.waiting(OFFICIAL)

    def approve_all(self) -> None:
        for document in self.shows():
            self.remote.approve(document)


def decided_world(phone: Any, *names: str) -> tuple[World, Envelope]:
    world = World(signing_service=phone)
    world.receive(world.others.publish("intake", dossier_filed()))
    decision = case_decided(world.others, *(names or ("Giấy chứng nhận",)))
    world.receive(decision)
    return world, decision


def sweep(world: World) -> None:
    world.clock.advance(timedelta(minutes=5))
    world.service.sweeps["deferred"](Budget())


def test_a_result_waits_for_the_phone_and_then_bears_both_signatures() -> None:
    phone = Phone()
    world, _ = decided_world(phone)
    assert list(phone.shows().values()) == [f"Giấy chứng nhận ({CODE})"]
    sweep(world)
    assert (world.documents(), world.events()) == ([], [])

    phone.approve_all()
    sweep(world)

    (document,) = world.documents()
    checks = judge_signatures(world.content_of(document), trust(), NOW)
    assert [(each.signer, each.state) for each in checks] == [
        (NAME, "valid"),
        ("Dấu của H49", "valid"),
    ]
    assert len(world.events()) == 1
    assert world.deferred.of(CODE) == []


def test_every_result_is_on_the_phone_at_once() -> None:
    phone = Phone()
    world, _ = decided_world(phone, "A", "B")
    assert len(phone.shows()) == 2

    phone.remote.approve(next(iter(phone.shows())))
    sweep(world)
    assert world.documents() == []
    phone.approve_all()
    sweep(world)

    assert len(world.documents()) == len(world.events()) == 2


def test_a_redelivered_decision_asks_for_the_same_digest() -> None:
    phone = Phone()
    world, decision = decided_world(phone)
    (first,) = phone.remote.requests.values()

    world.clock.advance(timedelta(hours=3))
    world.receive(decision)

    assert list(phone.remote.requests.values()) == [first]


def test_a_declined_signature_fails_the_document_once() -> None:
    phone = Phone()
    world, _ = decided_world(phone)
    (document,) = phone.shows()
    phone.remote.decline(document)

    sweep(world)
    sweep(world)

    (event,) = world.events()
    assert event.read(DocumentFailed).why == "signature_declined"
    assert world.file_store.files == {}


@pytest.mark.parametrize("point", ["decide.certified", "decide.stored", "commit.before"])
def test_after_a_crash_there_is_one_signed_result(point: str) -> None:
    phone = Phone()
    world, decision = decided_world(phone)
    phone.approve_all()
    with fault_injection.injected(Plan(kill={point: 1})), pytest.raises(Killed):
        world.receive(decision)

    world.receive(decision, decision)
    sweep(world)

    assert len(world.documents()) == len(world.file_store.files) == len(world.events()) == 1


def test_an_official_without_a_certificate_leaves_the_agency_to_sign() -> None:
    phone = Phone()
    world = World(signing_service=phone)
    world.receive(world.others.publish("intake", dossier_filed()))
    decided = case_decided(world.others, "A").read(CaseDecided)
    world.receive(world.others.publish("casework", decided.evolve(signer="stranger")))

    (document,) = world.documents()
    checks = judge_signatures(world.content_of(document), trust(), NOW)
    assert [each.signer for each in checks] == ["Dấu của H49"]


def test_a_signature_by_another_key_is_never_sealed() -> None:
    phone = Phone()
    world, decision = decided_world(phone)
    phone.approve_all()
    for request in phone.remote.requests.values():
        request.signature = "MEQCIA=="

    with pytest.raises(ForeignSignature):
        world.receive(decision)

    assert world.file_store.files == {}


def test_the_service_is_asked_by_signed_requests() -> None:
    remote = Phone().remote
    request = SignatureRequest(
        document="01KAQ000000000000000000000", signer=SIGNER, title="A", digest="ab" * 32
    )
    with served(remote, "shared") as url:
        service = HttpSigningService(url, lambda: "shared", lambda: NOW)
        assert service.certificates(SIGNER) == tuple(remote.chain(OFFICIAL))
        assert service.certificates(Signatory(kind="official", id="stranger")) == ()
        with pytest.raises(SignatureAwaited):
            service.sign(request)
        remote.approve(request.document)
        assert service.sign(request) == remote.requests[request.document].signature
        remote.decline(request.document)
        with pytest.raises(SignatureDeclined):
            service.sign(request)
        with pytest.raises(SigningServiceUnavailable):
            HttpSigningService(url, lambda: "other", lambda: NOW).certificates(SIGNER)
    with pytest.raises(SigningServiceUnavailable):
        service.certificates(SIGNER)
