"""A citizen signs an e-form on the phone: requested once, verified before it is stored, void after
a change, filed with the dossier.
"""

import hashlib
import json
import subprocess
import sys
from base64 import b64decode
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from contracts.intake import DossierFiled
from contracts.required_documents import Component
from infra.places import ROOT
from kit.core.budget import Budget
from kit.platform import fault_injection
from kit.platform.fault_injection import Killed, Plan
from kit.security.staff_directory import Staff
from kit.testing.clock import NOW
from local.doubles.authority.authority import Authority
from tests.unit.intake.signing_phone import AUTHORITY, NUMBER, SHORT, SigningWorld, trusting
from tests.unit.intake.test_mandates import MINH
from tests.unit.intake.world import AGENCY, AN, CODE, World, a_form, a_procedure

OFFICER = Staff(sub="officer", roles=("officer",), agencies=(AGENCY,))


@pytest.fixture
def world() -> SigningWorld:
    return SigningWorld()


def declared(world: SigningWorld) -> DossierFiled:
    [event] = [event for event in world.events() if event.type == "dossier.filed"]
    return world.intake.read(event, DossierFiled)


def test_a_form_is_signed_on_the_phone_and_filed_with_its_signature(world: SigningWorld) -> None:
    requested = world.sign()
    assert (requested.status, requested.body["state"]) == (201, "waiting")
    assert list(world.phone.remote.waiting(NUMBER).values()) == [f"Tờ khai: {SHORT}"]
    assert world.look()["state"] == "waiting"

    world.phone.approve()
    signed = world.look()
    assert (signed["state"], signed["signer"]) == ("signed", AN.full_name)

    code = world.file_signed().body["code"]
    filed = declared(world).form_signature
    assert filed is not None
    assert (filed.signer, filed.sha256, filed.by_representative) == (
        AN.full_name,
        signed["sha256"],
        False,
    )
    world.employ(OFFICER)
    seen = world.client.get(f"/v1/dossiers/{code}", "officer").body["form_signature"]
    assert (seen["signer"], seen["signed_at"]) == (AN.full_name, signed["signed_at"])


def test_whoever_has_the_file_verifies_it_with_openssl(world: SigningWorld, tmp_path: Path) -> None:
    world.signed()
    code = world.file_signed().body["code"]
    world.employ(OFFICER)

    file = world.client.get(f"/v1/dossiers/{code}/form-signature", "officer").body

    statement = json.loads(file["statement"])
    assert statement["answers"] == {"request": "Đăng ký bán phở"}
    assert (statement["procedure"], statement["agency"]) == ({"code": CODE, "version": 1}, AGENCY)
    assert hashlib.sha256(file["statement"].encode()).hexdigest() == file["sha256"]
    (tmp_path / "statement").write_text(file["statement"])
    (tmp_path / "form.p7s").write_bytes(b64decode(file["signature"]))
    (tmp_path / "root.pem").write_text(AUTHORITY.pem)
    command = (
        "openssl cms -verify -binary -inform DER -in form.p7s -content statement "
        f"-CAfile root.pem -purpose any -attime {int(NOW.timestamp())} -out verified"
    )
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    readers = world.client.get(f"/v1/dossiers/{code}/readers", "an").body["items"]
    assert "intake.signature_files_get" in [reader["operation"] for reader in readers]


def test_nothing_personal_is_stored_in_the_open_and_nothing_is_left_after_the_filing(
    world: SigningWorld,
) -> None:
    world.signed()
    stored = json.dumps([item.doc for item in world.transport.items.values()])
    assert NUMBER not in stored
    assert AN.full_name not in stored

    world.file_signed()

    assert world.intake.form_signature(world.draft) is None


def test_a_repeat_of_the_request_asks_the_phone_once(world: SigningWorld) -> None:
    first = world.sign(idempotency_key="request-one")
    again = world.sign(idempotency_key="request-one")
    another = world.sign()

    assert first.body == again.body
    assert another.body["requested_at"] == first.body["requested_at"]
    assert len(world.phone.documents) == 1


def test_a_death_after_the_request_was_stored_sends_it_under_the_same_key(
    world: SigningWorld,
) -> None:
    plan = Plan(kill={"form_signature.stored": 1})
    with fault_injection.injected(plan), pytest.raises(Killed):
        world.sign(idempotency_key="request-one")
    stored = world.intake.form_signature(world.draft)
    assert stored is not None
    assert world.phone.documents == []

    assert world.look()["state"] == "waiting"
    assert world.phone.documents == [stored.request]


def test_a_phone_that_declines_ends_the_request_and_another_one_begins_anew(
    world: SigningWorld,
) -> None:
    world.sign()
    world.phone.decline()

    assert world.look()["state"] == "declined"
    assert world.sign().body["state"] == "waiting"
    assert len(world.phone.documents) == 2
    world.phone.approve()
    assert world.look()["state"] == "signed"


def test_the_answer_that_comes_twice_changes_nothing(world: SigningWorld) -> None:
    signed = world.signed()
    world.phone.decline()

    assert world.look() == signed
    assert len(world.phone.requests) == 2


def test_a_phone_that_nobody_touches_ends_the_request(world: SigningWorld) -> None:
    world.sign()

    assert world.look(seconds=15 * 60)["state"] == "expired"
    world.phone.approve()
    assert world.look()["state"] == "expired"


def test_an_approval_of_the_last_minute_is_found_by_the_next_look(world: SigningWorld) -> None:
    world.sign()
    world.phone.approve()

    assert world.look(seconds=20 * 60)["state"] == "signed"


def test_the_sweeper_ends_what_its_owner_has_left(world: SigningWorld) -> None:
    world.sign()
    sweep = world.service.sweeps["form_signatures"]
    world.clock.advance(timedelta(minutes=20))
    sweep(Budget())
    assert world.stored_state() == "waiting"

    world.clock.advance(timedelta(minutes=6))
    sweep(Budget())
    assert world.stored_state() == "expired"
    sweep(Budget())


def test_an_answer_that_changes_meanwhile_voids_the_request(world: SigningWorld) -> None:
    world.sign()
    world.answer("Đăng ký bán bún")
    world.phone.approve()

    assert world.look()["state"] == "void"
    assert len(world.phone.requests) == 1


def test_an_answer_that_changes_afterwards_voids_the_signature_and_the_filing_says_so(
    world: SigningWorld,
) -> None:
    world.signed()
    world.answer("Đăng ký bán bún")
    assert world.look()["state"] == "void"
    assert world.file_signed().code == "form_signature_void"

    world.answer("Đăng ký bán phở")
    assert world.look()["state"] == "signed"
    world.answer("Đăng ký bán bún")
    world.signed()
    assert world.file_signed().status == 201


def test_another_version_of_the_procedure_voids_the_signature(world: SigningWorld) -> None:
    world.signed()
    world.publish(a_procedure(documents=(), field="Đăng ký kinh doanh"))

    assert world.look()["state"] == "void"


def test_a_signature_that_is_void_or_awaited_can_be_removed_and_the_form_filed_without(
    world: SigningWorld,
) -> None:
    world.sign()
    assert world.file_signed().code == "form_signature_awaited"

    assert world.client.delete(f"{world.path}/signature", "an").status == 204
    assert world.client.delete(f"{world.path}/signature", "an").status == 404
    assert world.look() == {**world.look(), "state": "none"}
    assert world.file_signed().status == 201
    assert declared(world).form_signature is None


def test_a_certificate_of_another_number_signs_nothing(world: SigningWorld) -> None:
    world.phone.remote.enrol(NUMBER, "Trần Văn Minh", str(MINH.identity_number))

    assert world.sign().code == "signing_certificate_foreign"
    assert world.phone.requests == []


@pytest.mark.parametrize("certificates", [["no certificate"], [""]])
def test_what_is_no_certificate_signs_nothing(world: SigningWorld, certificates: Any) -> None:
    world.phone.remote.certificates[NUMBER] = certificates[0]

    assert world.sign().code == "signing_certificate_foreign"


def test_whom_the_service_does_not_know_signs_nothing(world: SigningWorld) -> None:
    del world.phone.remote.certificates[NUMBER]

    assert world.sign().code == "signing_certificate_missing"


def test_a_signature_over_another_digest_is_broken_and_never_stored(world: SigningWorld) -> None:
    world.sign()
    [request] = world.phone.remote.requests.values()
    request.digest = "ab" * 32
    world.phone.approve()
    request.digest = world.phone.requests[0].digest

    looked = world.look()

    assert (looked["state"], looked["why"], looked["signer"]) == ("rejected", "broken", None)
    assert world.file_signed().status == 201
    assert declared(world).form_signature is None


@pytest.mark.parametrize("value", ["", "AA", "không", "MEQCIA=="])
def test_what_is_no_signature_is_broken(world: SigningWorld, value: str) -> None:
    world.sign()
    world.phone.approve()
    [request] = world.phone.remote.requests.values()
    request.signature = value

    assert world.look()["why"] == "broken"


def test_whom_the_stage_does_not_trust_has_signed_nothing(world: SigningWorld) -> None:
    world.phone.remote.authority = Authority.new(NOW - timedelta(days=500), "CA khác")
    world.phone.remote.enrol(NUMBER, AN.full_name, NUMBER)

    assert (world.signed()["state"], world.look()["why"]) == ("rejected", "foreign")


def test_a_revoked_certificate_has_signed_nothing(world: SigningWorld) -> None:
    world.trust.trusted = trusting(*world.phone.remote.chain(NUMBER))

    assert world.signed()["why"] == "revoked"


def test_a_service_that_is_down_stores_nothing_and_one_that_goes_down_later_is_asked_again(
    world: SigningWorld, capsys: pytest.CaptureFixture[str]
) -> None:
    world.phone.down = True
    refused = world.sign()
    assert (refused.status, refused.code) == (503, "signing_unavailable")
    assert world.intake.form_signature(world.draft) is None
    assert '"SigningServiceFailed"' in capsys.readouterr().out

    world.phone.down = False
    world.sign()
    world.phone.approve()
    world.phone.down = True
    assert world.look()["state"] == "waiting"
    world.phone.down = False
    assert world.look()["state"] == "signed"


def test_the_service_is_asked_at_most_every_three_seconds(world: SigningWorld) -> None:
    world.sign()
    for _ in range(5):
        world.look(seconds=1)

    assert len(world.phone.requests) == 2


def test_a_stage_without_a_signing_service_says_so() -> None:
    world = World()
    draft = world.prepare_draft(a_procedure(documents=()))

    refused = world.client.post(f"/v1/drafts/{draft.id}/signature", "an")

    assert refused.code == "signing_not_offered"
    shown = world.client.get(f"/v1/drafts/{draft.id}/signature", "an").body
    assert (shown["state"], shown["offered"]) == ("none", False)


def test_who_is_not_verified_and_what_is_not_ready_is_not_signed(world: SigningWorld) -> None:
    world.update_profile(sub="typed")
    draft = world.create_draft(sub="typed")
    refused = world.client.post(f"/v1/drafts/{draft.id}/signature", "typed")
    assert refused.code == "identity_not_verified"

    world.publish(a_procedure())
    assert world.sign().code == "draft_not_ready"
    assert world.client.post(f"{world.path}/signature", "typed").status == 404


def test_a_citizen_requests_twenty_signatures_a_day(world: SigningWorld) -> None:
    for _ in range(20):
        assert world.sign().status == 201
        world.client.delete(f"{world.path}/signature", "an")

    assert world.sign().code == "too_many_signatures"


def test_a_form_that_needs_a_signature_is_signed_or_its_paper_uploaded() -> None:
    form = a_form("request").evolve(needs_signature=True)
    paper = Component(id="tp01", name="Đơn", required=True, is_application_form=True)
    content = a_procedure(form=form, documents=(paper,))
    world = SigningWorld(content)
    world.client.patch(world.path, "an", {"page": "page", "answers": {"request": "Bán phở"}})
    assert world.client.get(world.path, "an").body["missing"] == ["papers.tp01"]
    assert world.file_signed().code == "paper_missing"

    assert world.signed()["state"] == "signed"
    assert world.client.get(world.path, "an").body["missing"] == []
    assert world.file_signed().status == 201

    uploaded = SigningWorld(content)
    uploaded.client.patch(uploaded.path, "an", {"page": "page", "answers": {"request": "Bán phở"}})
    draft = uploaded.intake.draft(uploaded.draft)
    assert draft is not None
    uploaded.attach(draft)
    assert uploaded.file_signed().status == 201


def test_a_representative_signs_by_their_own_key_as_long_as_the_mandate_holds() -> None:
    world = SigningWorld()
    world.identify("minh", MINH)
    number = str(MINH.identity_number)
    world.phone.remote.enrol(number, MINH.full_name, number)
    terms = {"full_name": MINH.full_name, "identity_number": number, "scope": "act"}
    days = {"since": "2026-11-23", "until": "2026-11-30", "procedure": CODE}
    mandate = world.client.post("/v1/me/mandates", "an", {**terms, **days}).body["mandate"]
    world.client.post("/v1/me/claims", "minh", {})
    under = {"procedure": CODE, "agency": AGENCY, "mandate": mandate}
    body = {**under, "answers": {"request": "Bán phở"}}
    world.draft = world.client.post("/v1/drafts", "minh", body).body["draft"]
    world.path = f"/v1/drafts/{world.draft}"

    world.sign("minh")
    world.phone.approve()
    assert world.look("minh")["signer"] == MINH.full_name

    world.client.delete(f"/v1/me/mandates/{mandate}", "an")
    assert world.sign("minh").status == 404
    assert world.file_signed("an").code == "form_signature_void"


UNSIGNED = """
import json, sys
from kit.http.http_message import HttpRequest
from tests.unit.intake.world import World, a_procedure
world = World()
draft = world.prepare_draft(a_procedure(documents=()))
def send(method, route, body):
    headers = {"authorization": "Bearer an", "idempotency-key": "request-0001"}
    request = HttpRequest(
        method=method,
        route=route,
        path={"draft": draft.id},
        headers={"content-type": "application/json", **headers},
        body=json.dumps(body).encode(),
        address="192.0.2.1",
    )
    return world.service.router.respond(request).status
page = {"page": "request", "answers": {"request": "Bán bún"}}
statuses = send("PATCH", "/v1/drafts/{draft}", page), send("POST", "/v1/drafts/{draft}/filing", {})
parts = ("form_signature", "cms_signatures", "rfc8785", "stage_signing", "pyhanko")
print(statuses, [name for name in sys.modules if any(part in name for part in parts)])
"""


def test_who_signs_nothing_waits_for_no_part_of_signatures() -> None:
    output = subprocess.run(
        [sys.executable, "-c", UNSIGNED],
        env={"PYTHONPATH": f"{ROOT}/services/intake:{ROOT}"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    assert output.splitlines()[-1] == "(200, 201) []"
