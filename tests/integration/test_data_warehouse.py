"""The data warehouse and the files of an export on the deployed cloud, after one dossier."""

import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
import requests

from kit.core.time import system_clock as now
from kit.core.time import vietnam_day
from local.demo.api_client import Json, UnexpectedResponse
from local.demo.journey import Journey
from local.demo.set_up import demo_agency
from local.demo.waiting import wait_for
from tests.integration.world import FREE, PAID, World

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("warehouse")]


@pytest.fixture(scope="module")
def journey(world: World) -> Journey:
    """A dossier whose result was returned."""
    journey = world.journey(FREE)
    journey.complete()
    return journey


@pytest.fixture(scope="module")
def paper(journey: Journey) -> Json:
    """Its result, as the warehouse of its owner has it."""

    def stored() -> Json | None:
        items = journey.citizen.get("intake", "/me/warehouse")["items"]
        return next((each for each in items if each["dossier"] == journey.code), None)

    return wait_for(stored, "the result is in the warehouse")


def downloaded(url: str) -> bytes:
    answer = requests.get(url, timeout=60)
    answer.raise_for_status()
    return answer.content


def status_of(call: object) -> int:
    with pytest.raises(UnexpectedResponse) as refused:
        call()  # type: ignore[operator]
    return refused.value.status


def test_a_result_is_used_again_and_shared_until_its_owner_revokes_the_consent(
    world: World, journey: Journey, paper: Json
) -> None:
    assert (paper["kind"], paper["state"], paper["reusable"]) == ("result", "valid", True)
    owner, stranger = journey.citizen, world.citizen()
    document = paper["document"]
    place = f"/dossiers/{journey.code}/warehouse/{document}"
    assert status_of(lambda: stranger.get("intake", place)) == 404

    body = {"procedure": PAID, "agency": demo_agency(PAID)}
    draft = owner.post("intake", "/drafts", body)
    reference = {"dossier": journey.code, "document": document}
    component = draft["components"][0]["component"]
    path = f"/drafts/{draft['draft']}/reused-papers"
    used = owner.post("intake", path, reference | {"component": component})
    assert (used["state"], used["reused"]["document"]) == ("checked", document)
    assert [each["draft"] for each in owner.get("intake", place)["uses"]] == [draft["draft"]]

    today, last = vietnam_day(now()), vietnam_day(now() + timedelta(days=30))
    terms = {"agency": journey.agency, "since": today, "until": last, "purpose": "Vay vốn"}
    consent = owner.post("intake", "/me/consents", reference | terms)["consent"]
    shared = journey.receiver.get("intake", f"/shared-papers/{consent}")
    assert hashlib.sha256(downloaded(shared["url"])).hexdigest() == paper["sha256"]
    readers = owner.get("intake", f"/dossiers/{journey.code}/readers")["items"]
    assert "consent" in {each["purpose"] for each in readers}
    assert status_of(lambda: stranger.get("intake", f"/shared-papers/{consent}")) == 404

    assert owner.send("DELETE", "intake", f"/me/consents/{consent}").status_code == 204
    assert status_of(lambda: journey.receiver.get("intake", f"/shared-papers/{consent}")) == 404


def test_the_files_of_an_export_are_downloaded_in_a_volume(journey: Journey, paper: Json) -> None:
    owner = journey.citizen
    export = owner.post("intake", "/me/exports")["export"]

    def is_ready() -> bool | None:
        return owner.get("intake", f"/me/exports/{export}")["state"] == "ready" or None

    wait_for(is_ready, "every service has delivered its part")
    volume = owner.post("intake", f"/me/exports/{export}/files")

    with zipfile.ZipFile(io.BytesIO(downloaded(volume["url"]))) as archive:
        digests = {
            name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()
        }
    assert len(digests) == volume["files"] + 1
    assert volume["next"] is None
    assert paper["sha256"] in digests.values()
    assert [name for name in digests if name.startswith(f"{journey.code}/01-")]
