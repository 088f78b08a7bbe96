"""Dossiers of the National Portal on the deployed cloud, pushed by its simulator."""

import hashlib
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import requests

from exchange.files.tokens import FileLinks
from kit.security.versioned_secret import versioned
from local.cloud.settings import HOST
from local.demo.national import FREE, NationalDossier
from local.demo.set_up import demo_agency
from local.demo.waiting import wait_for
from tests.integration.world import World, new_citizen

pytestmark = pytest.mark.integration


def dossier(world: World) -> NationalDossier:
    return NationalDossier(world.sign_in, new_citizen(), demo_agency(FREE), world.steps.append)


def test_a_national_dossier_is_worked_on_and_its_progress_stands_at_the_portal(
    world: World,
) -> None:
    dossier(world).complete()


def test_an_answer_at_the_portal_lets_the_case_go_on_and_its_paper_is_fetched_by_a_link(
    world: World,
) -> None:
    national = dossier(world)
    national.receive()
    national.supplement()

    desk = world.staff("mot-cua")
    paper = desk.get("intake", f"/dossiers/{national.code}")["papers"][-1]
    link = link_to(world, national.code, paper["shown"])
    redirection = fetch_once_there(link)
    stored = requests.get(redirection.headers["Location"], timeout=60)

    assert hashlib.sha256(stored.content).hexdigest() == paper["shown"]
    assert follow(f"{link}x").status_code == 404
    readers = world.staff("quan-tri").get("intake", f"/dossiers/{national.code}/readers")["items"]
    assert (paper["id"], "exchange.files_open") in [
        (each["paper"], each["operation"]) for each in readers
    ]


def link_to(world: World, code: str, digest: str) -> str:
    """As a payload has it, by the deployed secret."""
    client = world.deployment.client("secretsmanager")
    secret = client.get_secret_value(SecretId="motcua/local/national-files")["SecretString"]
    links = FileLinks(f"{world.deployment.url('exchange')}/files/", lambda: versioned(secret))
    return links.of(code, datetime.now(UTC))(digest)


def follow(link: str) -> requests.Response:
    """One step: `*.localhost` does not resolve in Python, so the host goes into its header."""
    parts = urlsplit(link)
    address = parts._replace(netloc=f"{HOST}:{parts.port}").geturl()
    return requests.get(address, headers={"Host": parts.netloc}, timeout=60, allow_redirects=False)


def fetch_once_there(link: str) -> requests.Response:
    """The redirection, once the lane has the paper."""

    def fetch() -> requests.Response | None:
        response = follow(link)
        return response if response.status_code == 302 else None

    return wait_for(fetch, "the exchange has handled the checked paper")


@pytest.mark.parametrize("pushed", [10, pytest.param(100, marks=pytest.mark.soak)])
def test_national_dossiers_pushed_twice_are_as_many_cases(world: World, pushed: int) -> None:
    dossiers = [dossier(world) for _ in range(pushed)]
    for each in dossiers:
        each.file()

    desk, missing = world.staff("mot-cua"), {each.code for each in dossiers}

    def all_wait() -> bool | None:
        for code in sorted(missing):
            if desk.get("casework", f"/cases/{code}")["state"] == "awaiting_reception":
                missing.discard(code)
        return not missing or None

    wait_for(all_wait, "each pushed dossier awaits its reception")
    assert missing == set()
