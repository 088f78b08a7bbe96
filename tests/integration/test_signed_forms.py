"""A citizen signs an e-form on the phone, through the deployed cloud and the service's double."""

import hashlib
import subprocess
import time
from base64 import b64decode
from pathlib import Path

import pytest
import requests

from local.cloud.settings import HOST, STATE, signing_port
from local.demo.api_client import ApiClient, Json
from local.demo.people import Citizen
from tests.integration.test_attachments import announce, check_result, upload
from tests.integration.world import World, new_citizen, problem
from tests.unit.intake.world import PDF

pytestmark = pytest.mark.integration
DOUBLE = f"http://{HOST}:{signing_port()}/_double"
PAUSE = 3.2
"""Seconds after which the service is requested again."""


def signer(world: World) -> tuple[Citizen, ApiClient]:
    """Somebody whose identity number the issuer verified."""
    if world.deployment.has_pools:
        pytest.skip("left out: Cognito's pools verify no identity number")
    who = new_citizen()
    api = world.citizen(who)
    api.put("intake", "/me", who.profile() | world.sign_in.verified(who.username, who.claims()))
    return who, api


def ready_draft(world: World, api: ApiClient) -> str:
    """A draft that can be filed."""
    draft = world.draft(api)
    form = announce(world, api, draft, PDF)
    assert upload(form, PDF).ok
    check_result(api, draft, form)
    return draft


def waiting(who: Citizen) -> dict[str, str]:
    """What the phone shows: title by document."""
    url = f"{DOUBLE}/waiting?signer={who.identity_number}"
    shown: dict[str, str] = requests.get(url, timeout=10).json()
    return shown


def approve(document: str) -> None:
    requests.post(f"{DOUBLE}/approve", json={"document": document}, timeout=10).raise_for_status()


def look(api: ApiClient, draft: str) -> Json:
    time.sleep(PAUSE)
    signature: Json = api.get("intake", f"/drafts/{draft}/signature")
    return signature


def test_a_form_is_signed_on_the_phone_filed_and_verified_offline(
    world: World, tmp_path: Path
) -> None:
    who, api = signer(world)
    draft = ready_draft(world, api)
    requested = api.post("intake", f"/drafts/{draft}/signature")
    assert requested["state"] == "waiting"
    [(document, title)] = waiting(who).items()
    assert title.startswith("Tờ khai: ")
    problem(
        api.send("POST", "intake", f"/drafts/{draft}/filing", {}), 409, "form_signature_awaited"
    )

    approve(document)
    signed = look(api, draft)
    assert (signed["state"], waiting(who)) == ("signed", {})
    code = api.post("intake", f"/drafts/{draft}/filing")["code"]

    official = world.staff("mot-cua")
    assert (
        official.get("intake", f"/dossiers/{code}")["form_signature"]["sha256"]
        == (signed["sha256"])
    )
    file = official.get("intake", f"/dossiers/{code}/form-signature")
    assert hashlib.sha256(file["statement"].encode()).hexdigest() == signed["sha256"]
    (tmp_path / "statement").write_text(file["statement"])
    (tmp_path / "form.p7s").write_bytes(b64decode(file["signature"]))
    command = (
        "openssl cms -verify -binary -inform DER -in form.p7s -content statement -purpose any "
        f"-CAfile {STATE / 'authority' / 'root.pem'} -out verified"
    )
    subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)


def test_a_change_after_the_signature_voids_it(world: World) -> None:
    who, api = signer(world)
    draft = ready_draft(world, api)
    api.post("intake", f"/drafts/{draft}/signature")
    approve(next(iter(waiting(who))))
    assert look(api, draft)["state"] == "signed"

    answers = api.get("intake", f"/drafts/{draft}")["answers"]
    name = next(key for key, value in answers.items() if isinstance(value, str))
    api.put("intake", f"/drafts/{draft}", {"answers": answers | {name: f"{answers[name]} 2"}})

    assert look(api, draft)["state"] == "void"
    problem(api.send("POST", "intake", f"/drafts/{draft}/filing", {}), 409, "form_signature_void")
