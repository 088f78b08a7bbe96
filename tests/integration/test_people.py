"""Whose dossier it is, on the deployed cloud: a person, whatever account they sign in with."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from local.demo.api_client import ApiClient
from local.demo.journey import Journey
from tests.integration.world import PAID, World, new_citizen, problem

pytestmark = pytest.mark.integration
AT_ONCE = 6


@pytest.fixture
def journey(world: World) -> Journey:
    """A dossier of somebody whose identity number the issuer verified."""
    if world.deployment.has_pools:
        pytest.skip("left out: Cognito's pools verify no identity number")
    journey = world.filed(PAID)
    journey.wait_until_seen()
    journey.due_fee()
    return journey


def paths(journey: Journey) -> list[tuple[str, str]]:
    code = journey.code
    return [
        ("intake", f"/dossiers/{code}"),
        ("payments", f"/dossiers/{code}/fees"),
        ("documents", f"/dossiers/{code}/documents"),
        ("notifications", f"/dossiers/{code}/notices"),
    ]


def own_codes(api: ApiClient, service: str) -> set[str]:
    return {dossier["code"] for dossier in api.get(service, "/me/dossiers")["items"]}


def test_another_account_with_the_same_verified_number_owns_the_dossier(
    world: World, journey: Journey
) -> None:
    username = new_citizen().username
    api = world.sign_in.client("citizen", username)
    proof = world.sign_in.verified(username, journey.who.claims())

    shown = api.put("intake", "/me", journey.who.profile() | proof)

    assert set(shown["verified"]) == {"full_name", "identity_number", "phone"}
    for service, path in paths(journey):
        assert api.get(service, path), f"{service} {path}"
    assert journey.code in own_codes(api, "intake") & own_codes(api, "status")
    draft = world.draft(api)
    assert journey.citizen.get("intake", f"/drafts/{draft}")["draft"] == draft


def test_another_account_that_only_types_the_number_owns_nothing(
    world: World, journey: Journey
) -> None:
    api = world.sign_in.client("citizen", new_citizen().username)
    api.put("intake", "/me", journey.who.profile())

    for service, path in paths(journey):
        problem(api.send("GET", service, path), 404, "not_found")
    assert not own_codes(api, "intake") | own_codes(api, "status")


def test_first_requests_at_once_are_of_one_person(world: World) -> None:
    api = world.sign_in.client("citizen", new_citizen().username)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        drafts = list(pool.map(lambda _: world.draft(api), range(AT_ONCE)))

    assert len(set(drafts)) == AT_ONCE
    for draft in drafts:
        assert api.get("intake", f"/drafts/{draft}")["draft"] == draft
