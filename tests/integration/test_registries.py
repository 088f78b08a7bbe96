"""Registries on the deployed cloud: an official asks, the double answers, the owner sees it."""

from dataclasses import replace

import pytest
import requests

from local.cloud.settings import HOST, registries_port
from local.demo.api_client import ApiClient, Json
from local.demo.journey import Journey
from local.demo.waiting import wait_for
from tests.integration.world import FREE, World, items, new_citizen

pytestmark = pytest.mark.integration
DOUBLE = f"http://{HOST}:{registries_port()}/_double"


def filed(world: World, digits: str) -> Journey:
    """A dossier of a citizen whose identity number ends so, and begins as no other test's."""
    citizen = new_citizen()
    number = f"02219{citizen.identity_number[5:-2]}{digits}"
    citizen = replace(citizen, identity_number=number)
    journey = world.journey(FREE, citizen)
    journey.file()
    return journey


def calls_about(citizen_number: str) -> list[Json]:
    calls: list[Json] = requests.get(f"{DOUBLE}/calls", timeout=30).json()["calls"]
    return [each for each in calls if each["body"].get("SoDinhDanh") == citizen_number]


def responses_about(official: ApiClient, dossier: str) -> Json | None:
    """The inquiries once none waits; None before the dossier's lane is there."""
    shown = official.send("GET", "exchange", f"/dossiers/{dossier}/inquiries")
    if shown.status_code != 200:
        return None
    inquiries: Json = shown.json()
    return inquiries if not any(each["is_open"] for each in inquiries["inquiries"]) else None


@pytest.mark.parametrize(
    ("digits", "outcome", "differing"), [("51", "found", []), ("03", "differs", ["birth_date"])]
)
def test_an_official_asks_a_registry_and_the_owner_sees_who_asked(
    world: World, digits: str, outcome: str, differing: list[str]
) -> None:
    journey = filed(world, digits)
    officer = world.staff("chuyen-vien")
    citizen = world.sign_in.client("citizen", journey.who.username)
    dossier = f"/dossiers/{journey.code}/inquiries"
    wait_for(lambda: responses_about(officer, journey.code), "the exchange knows the dossier")

    inquiry_sent = officer.put("exchange", f"{dossier}/population", {})
    officer.put("exchange", f"{dossier}/population", {})
    shown = wait_for(lambda: responses_about(officer, journey.code), "the registry answers")

    [inquiry] = shown["inquiries"]
    assert inquiry["inquiry"] == inquiry_sent["inquiry"]
    assert (inquiry["outcome"], inquiry["differing"]) == (outcome, differing)
    assert len(calls_about(journey.who.identity_number)) == 1
    entries = citizen.get("exchange", "/me/inquiries")["items"]
    assert {each["dossier"] for each in entries} == {journey.code}
    assert len(entries) == 2
    number = journey.who.identity_number
    assert not [item for item in items(world, "motcua-local-exchange") if number in str(item)]
