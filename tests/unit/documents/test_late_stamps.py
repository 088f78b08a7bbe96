"""Time stamps (PAdES B-T): they delay nothing, come later as an update, and both files verify."""

from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from asn1crypto import keys, pem, tsp, x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from contracts.result_content import MOST_RESULTS
from contracts.testing.dossier_events import dossier_filed
from documents.adapters.http_time_stamp_authority import HttpTimeStampAuthority
from documents.domain.document import Document
from documents.domain.ports import TimeStampUnavailable
from kit.core.budget import Budget
from kit.persistence.items import STATE, Item
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from kit.security.pdf_signatures import intact_keys, judge_signatures
from kit.security.trust_list import TrustList
from kit.testing.clock import NOW
from tests.unit.documents.test_agency_signature import trust
from tests.unit.documents.test_corrected_results import recall
from tests.unit.documents.world import AUTHORITY, YEAR, World, agency_seal, case_decided

LATER = NOW + timedelta(minutes=30)


def stamper(at: datetime) -> DummyTimeStamper:
    """Stamps by a certificate of the tests' authority."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    certificate = AUTHORITY.certify(
        public.decode(), "TSA", since=NOW - YEAR, until=NOW + 5 * YEAR, timestamps=True
    )
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        tsa_cert=x509.Certificate.load(pem.unarmor(certificate.encode())[2]),
        tsa_key=keys.PrivateKeyInfo.load(private),
        fixed_dt=at,
    )


@dataclass
class LocalTimeStampAuthority:
    """Answers as an authority does, with the time of its clock; while `away` it does not."""

    stamper: DummyTimeStamper = field(default_factory=lambda: stamper(LATER))
    away: bool = False
    of_another_file: bool = False

    def respond(self, request: bytes) -> bytes:
        if self.away:
            raise TimeStampUnavailable
        query = tsp.TimeStampReq.load(request)
        if self.of_another_file:
            query["message_imprint"]["hashed_message"] = b"x" * 32
        response: bytes = self.stamper.request_tsa_response(query).dump()
        return response


def stamped_world(authority: LocalTimeStampAuthority) -> World:
    world = World(authority=authority)
    world.receive(world.others.publish("intake", dossier_filed()))
    world.receive(case_decided(world.others, "Giấy chứng nhận"))
    return world


def sweep(world: World) -> None:
    world.clock.advance(timedelta(minutes=5))
    world.service.sweeps["unstamped"](Budget())


def only(world: World) -> Document:
    (document,) = world.documents()
    assert document.seal is not None
    return document


def test_a_document_is_sealed_at_once_and_stamped_by_the_next_sweep() -> None:
    world = stamped_world(LocalTimeStampAuthority())
    first = only(world)
    before = world.content_of(first)
    sweep(world)
    second = only(world)
    after = world.content_of(second)

    assert first.seal is not None
    assert second.seal is not None
    assert (first.seal.stamped_at, second.seal.before_stamp) == (None, first.seal.sha256)
    assert after.startswith(before)
    assert sha256(after).hexdigest() == second.seal.sha256
    assert len(world.events()) == 1
    assert world.repository.unstamped_documents() == []


def test_both_files_verify_by_digest_and_offline() -> None:
    world = stamped_world(LocalTimeStampAuthority())
    first = only(world)
    sweep(world)
    (key,) = world.repository.public_keys()

    for document in (first, only(world)):
        assert document.seal is not None
        answer = world.client.post("/v1/verifications", body={"sha256": document.seal.sha256}).body
        assert (answer["ours"], answer["state"], answer["document"]) == (True, "valid", first.id)
        assert answer["sha256"] == document.seal.sha256
        assert (answer["key"], answer["signature"]) == (key.key, None)
        assert intact_keys(world.content_of(document)) == (key.pem,)


@pytest.mark.parametrize("older_release", [False, True])
def test_a_recall_after_the_stamp_holds_for_both_files(older_release: bool) -> None:
    world = stamped_world(LocalTimeStampAuthority())
    first = only(world)
    sweep(world)
    second = only(world)
    digests = [each.seal.sha256 for each in (first, second) if each.seal]

    recall(world, second)
    if older_release:  # it stored the whole document, as it stood before the stamp
        place = f"SHA#{digests[0]}", STATE
        world.transport.items[place] = Item(*place, first.model_dump_json())

    for digest in digests:
        answer = world.client.post("/v1/verifications", body={"sha256": digest}).body
        assert (answer["state"], answer["sha256"]) == ("revoked", digest)
        assert answer["recalled_at"] is not None


def test_a_stamped_signature_outlives_its_certificate() -> None:
    world = stamped_world(LocalTimeStampAuthority())
    first = world.content_of(only(world))
    sweep(world)
    second = world.content_of(only(world))
    years_later = NOW + 2 * YEAR
    revoked = AUTHORITY.revocation_list({}, years_later)
    trusted = TrustList(roots=(AUTHORITY.pem,), revocation_lists=(b64encode(revoked).decode(),))

    assert [each.state for each in judge_signatures(first, trusted, years_later)] == ["expired"]
    assert [each.state for each in judge_signatures(second, trusted, years_later)] == ["valid"]
    assert [each.state for each in judge_signatures(second + b"x", trust(), NOW)] == ["broken"]


@pytest.mark.parametrize("trouble", ["away", "of_another_file"])
def test_an_authority_that_gives_no_stamp_delays_nothing_and_is_asked_again(trouble: str) -> None:
    authority = LocalTimeStampAuthority()
    setattr(authority, trouble, True)
    world = stamped_world(authority)
    first = only(world)
    sweep(world)
    assert (only(world), len(world.events())) == (first, 1)

    setattr(authority, trouble, False)
    sweep(world)

    seal = only(world).seal
    assert seal is not None
    assert seal.stamped_at is not None


@pytest.mark.parametrize("point", ["stamp.made", "stamp.stored", "commit.before", "commit.after"])
def test_after_a_crash_there_is_one_stamped_file(point: str) -> None:
    world = stamped_world(LocalTimeStampAuthority())
    with fault_injection.injected(Plan(kill={point: 1})), pytest.raises(Killed):
        sweep(world)

    sweep(world)
    sweep(world)

    seal = only(world).seal
    assert seal is not None
    assert len(world.file_store.files) == 2
    assert sha256(world.content_of(only(world))).hexdigest() == seal.sha256
    assert world.repository.unstamped_documents() == []


def test_what_bears_no_signature_waits_for_no_stamp() -> None:
    world = World(authority=LocalTimeStampAuthority())
    world.certify(agency_seal(until=NOW))
    world.receive(world.others.publish("intake", dossier_filed()))
    world.receive(case_decided(world.others, "Giấy chứng nhận"))

    assert world.repository.unstamped_documents() == []


def test_a_stage_without_an_authority_has_nothing_to_make_up_for() -> None:
    world = World()
    world.receive(world.others.publish("intake", dossier_filed()))
    world.receive(case_decided(world.others, "Giấy chứng nhận"))
    sweep(world)

    assert world.repository.unstamped_documents() == []
    assert len(world.file_store.files) == 1


@contextmanager
def served(authority: LocalTimeStampAuthority) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = self.rfile.read(int(self.headers["Content-Length"]))
            good = self.headers["Content-Type"] == "application/timestamp-query"
            self.send_response(200 if good and not authority.away else 503)
            self.end_headers()
            self.wfile.write(authority.respond(request) if not authority.away else b"")

        def log_message(self, *_: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/tsa"
        server.shutdown()
        thread.join()


def test_an_authority_is_asked_by_http() -> None:
    local = LocalTimeStampAuthority()
    request = tsp.TimeStampReq(
        {
            "version": 1,
            "message_imprint": {
                "hash_algorithm": {"algorithm": "sha256"},
                "hashed_message": b"x" * 32,
            },
        }
    ).dump()
    with served(local) as url:
        response = tsp.TimeStampResp.load(HttpTimeStampAuthority(url).respond(request))
        assert response["status"]["status"].native == "granted"
        local.away = True
        with pytest.raises(TimeStampUnavailable):
            HttpTimeStampAuthority(url).respond(request)
    with pytest.raises(TimeStampUnavailable):
        HttpTimeStampAuthority(url).respond(request)


def test_the_most_results_of_a_decision_are_sealed_and_stamped_at_once() -> None:
    world = stamped_world(LocalTimeStampAuthority())
    sealed = len(world.documents())

    world.receive(case_decided(world.others, *[f"Quyết định {n}" for n in range(MOST_RESULTS)]))

    assert len(world.documents()) == sealed + MOST_RESULTS
