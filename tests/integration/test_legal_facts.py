"""A dossier's legal facts and a digitised original, on the deployed cloud."""

import hashlib
import json
from pathlib import Path

import pytest
import requests

from local.demo.api_client import ApiClient
from local.demo.legal_facts import verify_facts
from local.demo.verification import public_keys, verify
from local.demo.waiting import wait_for
from tests.integration.world import PAID, World
from tests.unit.intake.scans import scanned

pytestmark = pytest.mark.integration


def digitise(official: ApiClient, code: str, component: str) -> str:
    """Every step; the id of the digitisation, whose copy is stored."""
    listed, content = f"/dossiers/{code}/digitisations", scanned()
    compared = {"component": component, "sheets": 1, "agrees": True}
    one = f"{listed}/{official.post('intake', listed, compared)['digitisation']}"
    scan = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    form = official.post("intake", f"{one}/scan", scan)
    files = {"file": ("ban-quet.pdf", content)}
    assert requests.post(form["url"], data=form["fields"], files=files, timeout=60).ok
    wait_for(
        lambda: official.get("intake", one)["scan"] == "checked" or None, "the scan is checked"
    )
    description = {
        "kind": "Giấy khai sinh",
        "number": "123/2019",
        "issuer": "UBND phường Hồng Gai",
        "issued_on": "2019-03-05",
    }
    official.put("intake", f"{one}/description", description)
    official.post("intake", f"{one}/signature")
    wait_for(lambda: official.get("intake", one)["digitised"] or None, "the copy is stored")
    return one


def test_a_case_with_a_digitised_original_verifies_offline_to_its_end(
    world: World, tmp_path: Path
) -> None:
    journey = world.journey(PAID)
    journey.file()
    journey.pay()
    journey.accept()
    one = digitise(journey.receiver, journey.code, journey.components[0]["id"])
    journey.decide()
    journey.return_result()

    outcome = verify_facts(journey.citizen, world.public, journey.code, tmp_path)

    chain = json.loads((tmp_path / "facts.json").read_text())
    acts = [fact["act"] for fact in chain["facts"]]
    assert outcome.startswith("Chuỗi nguyên vẹn")
    assert {"dossier.filed", "fee.settled", "case.accepted", "case.decided"} <= set(acts)
    assert "paper.copy_confirmed" in acts
    assert acts[-1] == "case.returned"
    stored = journey.receiver.get("intake", one)
    documents = journey.citizen.get("documents", f"/dossiers/{journey.code}/documents")["items"]
    (copy,) = [document for document in documents if document["kind"] == "copy"]
    assert (copy["document"], copy["sha256"]) == (stored["document"], stored["sha256"])
    verify(journey.citizen, world.public, copy, public_keys(world.public))
    last = chain["heads"][-1]
    query = f"position={last['position']}&digest={last['digest']}"
    answer = world.public.get("documents", f"/dossiers/{journey.code}/facts/verification?{query}")
    assert (answer["ours"], answer["intact"], answer["ended"]) == (True, True, True)
