"""The results of one dossier on the deployed cloud: a deputy decides, an uploaded file corrects,
a recall revokes, and the uploaded file is decided anew."""

import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
import requests

from kit.core.time import system_clock as now
from local.demo.api_client import ApiClient, Json
from local.demo.journey import Journey
from local.demo.legal_facts import verify_facts
from local.demo.results import fill_in_result
from local.demo.verification import public_keys, verify
from local.demo.waiting import wait_for
from tests.integration.world import World
from tests.unit.documents.papers import text_of
from tests.unit.intake.scans import scanned

pytestmark = pytest.mark.integration
WITHOUT_TEMPLATE: Final = "1.001662"
"""A procedure without a fee, whose kind of result has no template."""
REASON: Final = "Ghi sai số thửa đất."


def employ(world: World, journey: Journey, role: str, office: str) -> ApiClient:
    """An official of the dossier's agency alone, with an office that papers name."""
    name = f"{role}-{journey.code.lower()}"
    body = {
        "name": f"Công chức {role}",
        "roles": [role],
        "agencies": [journey.agency],
        "desks": ["số 1"],
        "office": office,
    }
    world.staff("quan-tri").put("casework", f"/staff/{world.sign_in.sub('staff', name)}", body)
    return world.staff(name)


def delegate(world: World, journey: Journey, head: ApiClient) -> ApiClient:
    """A clerk who signs KT. for the head."""
    deputy = employ(world, journey, "clerk", "Phó Chủ tịch")
    delegation = {
        "deputy": world.sign_in.sub("staff", f"clerk-{journey.code.lower()}"),
        "role": "head",
        "agency": journey.agency,
        "kind": "KT",
        "since": (now() - timedelta(minutes=1)).isoformat(),
        "until": (now() + timedelta(hours=8)).isoformat(),
    }
    head.post("casework", "/delegations", delegation)
    return deputy


def upload_result(journey: Journey) -> Json:
    """A PDF that passed its check, as a proposal or a correction names it."""
    content = scanned()
    listed = f"/dossiers/{journey.code}/result-files"
    announced = {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    form = journey.assessor.post("intake", listed, announced)
    files = {"file": ("ket-qua.pdf", content)}
    assert requests.post(form["url"], data=form["fields"], files=files, timeout=60).ok
    checked = wait_for(
        lambda: journey.assessor.get("intake", f"{listed}/{form['paper']}")["sha256"],
        "the file is checked",
    )
    return {"paper": form["paper"], "sha256": checked}


def results(journey: Journey) -> list[Json]:
    listed = journey.citizen.get("documents", f"/dossiers/{journey.code}/documents")["items"]
    return [each for each in listed if each["kind"] == "result"]


def next_result(journey: Journey, before: list[Json]) -> Json:
    """The result that came since, verified as anybody can."""
    existing = {each["document"] for each in before}
    after = wait_for(
        lambda: [each for each in results(journey) if each["document"] not in existing] or None,
        "the next result is sealed",
    )
    verify(journey.citizen, journey.public, after[0], public_keys(journey.public))
    return after[0]


def content_of(journey: Journey, result: Json) -> bytes:
    link = journey.citizen.get("documents", f"/documents/{result['document']}/link")
    return requests.get(link["url"], timeout=60).content


def standing(journey: Journey, result: Json) -> str:
    path = f"/verifications/{result['document']}"
    return str(journey.public.get("documents", path)["state"])


def test_a_deputy_decides_a_file_corrects_and_a_recalled_result_is_decided_anew(
    world: World, tmp_path: Path
) -> None:
    journey = world.journey(WITHOUT_TEMPLATE)
    journey.file()
    journey.accept()
    head = employ(world, journey, "head", "Chủ tịch")
    deputy = delegate(world, journey, head)
    case = f"/cases/{journey.code}"

    proposed = fill_in_result(journey.assessor, journey.code, journey.result)
    journey.assessor.post("casework", f"{case}/proposal", {"results": [proposed]})
    deputy.post("casework", f"{case}/decision")
    first = next_result(journey, [])
    text = text_of(content_of(journey, first))
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text

    file = upload_result(journey)
    correction = {"document": first["document"], "file": file, "reason": REASON}
    journey.wait_for_case("completed")
    head.post("casework", f"{case}/result-correction", correction)
    second = next_result(journey, [first])
    checked = content_of(journey, second)
    assert standing(journey, first) == "replaced"
    assert file["sha256"] in {
        hashlib.sha256(checked[:end]).hexdigest() for end in ends_of_updates(checked)
    }

    wait_for(
        lambda: journey.receiver.get("casework", case)["correction"] is None or None,
        "the correction has ended",
    )
    head.post("casework", f"{case}/result-recall", {"reason": REASON})
    wait_for(lambda: standing(journey, second) == "revoked" or None, "the result is revoked")
    again = {"results": [{"code": journey.result, "file": file}]}
    journey.assessor.post("casework", f"{case}/proposal", again)
    journey.approver.post("casework", f"{case}/decision")
    third = next_result(journey, [first, second])
    journey.wait_for_case("completed")
    journey.receiver.post("casework", f"{case}/return", {"how": "online"})

    states = [standing(journey, each) for each in (first, second, third)]
    assert states == ["replaced", "revoked", "valid"]
    assert verify_facts(journey.citizen, world.public, journey.code, tmp_path)
    notices = wait_for(lambda: listed_until(journey, "case.returned"), "the return is listed")
    templates = [each["template"] for each in notices]
    assert templates.index("case.result_recalled") < templates.index("case.result_corrected")
    newest = notices[0]["notice"]
    journey.citizen.put("notifications", f"/me/notices/{newest}/read", {})
    assert listed_until(journey, "case.returned")[0]["read_at"]


def listed_until(journey: Journey, template: str) -> list[Json]:
    """The citizen's own notices of the dossier; none before this one is among them."""
    items: list[Json] = journey.citizen.get("notifications", "/me/notices")["items"]
    own = [each for each in items if each["dossier"] == journey.code]
    return own if template in {each["template"] for each in own} else []


def ends_of_updates(content: bytes) -> list[int]:
    """Where the file and each of its updates end."""
    ends, start = [], 0
    while (place := content.find(b"%%EOF", start)) >= 0:
        start = place + len(b"%%EOF")
        ends += [start, start + 1]
    return ends
